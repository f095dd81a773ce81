using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Language and theme.</summary>
internal static class LookActions
{
    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        new("choose a language", ["/look/language"], async actor =>
        {
            await actor.Page.GotoAsync("/activity");
            await actor.SubmitAsync("/look/language", "gl");
            await Assertions.Expect(actor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Actividade");
            await actor.SubmitAsync("/look/language", "en");
        }),
        new("choose a theme", ["/look/theme"], async actor =>
        {
            await actor.Page.GotoAsync("/activity");
            foreach (var theme in (string[])["dark", "light", "auto"])
            {
                await actor.SubmitAsync("/look/theme", theme);
                await Assertions.Expect(actor.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", theme);
            }
        }),
    ];
}
