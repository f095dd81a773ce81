// Keeps the page up to date while it is looked at and nobody types.
"use strict";
const every = 2000;
let last = null;

async function refresh() {
  const busy = document.hidden || document.activeElement?.matches("input, select");
  if (!busy) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const text = await answer.text();
      if (answer.ok && last !== null && text !== last) {
        const fresh = new DOMParser().parseFromString(text, "text/html");
        const scrolled = document.querySelector(".pushes")?.scrollTop ?? 0;
        document.querySelector("header.bar").replaceWith(fresh.querySelector("header.bar"));
        document.querySelector("main").replaceWith(fresh.querySelector("main"));
        const list = document.querySelector(".pushes");
        if (list) list.scrollTop = scrolled;
      }
      last = text;
    } catch {
      // The simulator is away: the page stays as it is, and the next round tries again.
    }
  }
  setTimeout(refresh, every);
}

refresh();
