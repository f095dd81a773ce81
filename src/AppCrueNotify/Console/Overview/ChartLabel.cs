using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace AppCrueNotify.Console.Overview;

/// <summary>Words in a drawing: SVG's <c>text</c>, a name that Razor keeps for itself.</summary>
public sealed class ChartLabel : ComponentBase
{
    [Parameter, EditorRequired]
    public int X { get; set; }

    [Parameter, EditorRequired]
    public int Y { get; set; }

    /// <summary>Whether the words end there rather than begin.</summary>
    [Parameter]
    public bool End { get; set; }

    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", "tick");
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "text-anchor", End ? "end" : "start");
        builder.AddContent(5, Words);
        builder.CloseElement();
    }
}
