// Optional: every page works without it. Keeps the figures marked data-live fresh while somebody looks.
(() => {
  "use strict";
  const parts = () => document.querySelectorAll("[data-live][id]");
  const every = 5000;
  let timer = 0;

  const touched = (part) => part.contains(document.activeElement) || part.querySelector("details[open]");

  const refresh = async () => {
    if (document.hidden || parts().length === 0) return;
    try {
      const answer = await fetch(location.href, { headers: { "X-Live": "1" }, credentials: "same-origin" });
      if (answer.redirected) { location.reload(); return; }
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts()) {
        const next = fresh.getElementById(part.id);
        if (next && !touched(part) && part.innerHTML !== next.innerHTML) part.replaceWith(document.adoptNode(next));
      }
    } catch {
      // The gateway is away: the page stays as it is, and the next round asks again.
    }
  };

  const plan = () => {
    clearInterval(timer);
    if (!document.hidden && parts().length > 0) timer = setInterval(refresh, every);
  };

  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); plan(); });
  plan();

  // An open menu closes when one clicks elsewhere or presses Escape.
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.drop[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => close(event.target.closest("details.drop")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.drop[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
})();
