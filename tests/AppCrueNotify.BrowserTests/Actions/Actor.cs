using AppCrueNotify.Tests.Console;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Does in a browser what a person does: opens, fills in, presses. Finds things by their address and their role, not by their looks.</summary>
/// <param name="visit">The window.</param>
/// <param name="round">What else there is in the world.</param>
internal sealed class Actor(Visit visit, Round? round = null)
{
    private int _others;

    public Visit Visit => visit;
    public IPage Page => visit.Page;
    public ConsoleWorld World => visit.World;
    public Round Round => round ?? throw new InvalidOperationException("This is no round of actions.");

    /// <summary>A form that changes something.</summary>
    public ILocator Form(string action) => Page.Locator(Selector(action));

    /// <summary>Somebody who is not signed in, at a window of their own.</summary>
    public async Task<Actor> AnotherAsync() => new(await Round.OtherAsync(_others++), round);

    /// <summary>Opens what a form is folded into.</summary>
    public async Task<ILocator> OpenAsync(string action)
    {
        var closed = Page.Locator($"details:not([open]):has({Selector(action)})");
        for (var i = await closed.CountAsync(); i > 0; i--)
            await closed.First.Locator("summary").First.ClickAsync();
        return Form(action).First;
    }

    /// <summary>Opens a form, fills it in and presses its button.</summary>
    /// <param name="action">Where it goes.</param>
    /// <param name="button">The button's value, where there are several.</param>
    /// <param name="fields">Fields by name: texts, or what is chosen of a list.</param>
    public async Task SubmitAsync(string action, string? button = null, params (string Name, string Value)[] fields)
    {
        var form = await OpenAsync(action);
        foreach (var (name, value) in fields)
        {
            var field = form.Locator($"[name='{name}']");
            if (await form.Locator($"select[name='{name}']").CountAsync() > 0)
                await field.SelectOptionAsync(value);
            else if (await form.Locator($"[name='{name}']:is([type=radio], [type=checkbox])").CountAsync() > 0)
                await form.Locator($"[name='{name}'][value='{value}']").CheckAsync();
            else
                await field.FillAsync(value);
        }

        await PressAsync(button is null ? form.Locator("button") : form.Locator($"button[value='{button}']"));
    }

    /// <summary>Presses what leads to another page, and waits for that page.</summary>
    public async Task PressAsync(ILocator button)
    {
        await Page.EvaluateAsync("document.documentElement.dataset.left = ''");
        await button.ClickAsync();
        await Page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>The page says that it was done, and nothing is wrong.</summary>
    public async Task AssertDoneAsync(string sentence = "")
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Status).First).ToContainTextAsync(sentence);
    }

    // A form may lead back to its own place on the page.
    private static string Selector(string action) => $"form[method=post]:is([action='{action}'], [action^='{action}#'])";
}
