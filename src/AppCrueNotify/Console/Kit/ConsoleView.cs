using AppCrueNotify.Console.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Kit;

/// <summary>A page or a part of one. Public as Razor makes its components; everything of ours that it shows stays internal.</summary>
public abstract class ConsoleView : ComponentBase
{
    /// <summary>The request's context, from the framework.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    internal IStringLocalizer<KitText> Words { get; set; } = null!;

    [Inject]
    internal ReaderTime Clock { get; set; } = null!;

    private protected ConsoleRequest Request => ConsoleRequest.Of(Http);

    /// <summary>What the page shows, as its handler gave it to <c>Show</c>.</summary>
    private protected T The<T>() where T : class => (T)Request.Model!;
}
