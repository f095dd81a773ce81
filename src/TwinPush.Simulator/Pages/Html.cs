using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace TwinPush.Simulator.Pages;

/// <summary>Markup. Made from interpolated strings whose holes are encoded, so that a text cannot become markup by being forgotten.</summary>
internal sealed record Html(string Markup)
{
    public static Html Empty { get; } = new("");

    public static Html Of(ref Handler markup) => new(markup.ToString());

    public static Html Join<T>(IEnumerable<T> items, Func<T, Html> render) => new(string.Concat(items.Select(item => render(item).Markup)));

    public static Html If(bool shown, Func<Html> render) => shown ? render() : Empty;

    public override string ToString() => Markup;

    [InterpolatedStringHandler]
    internal readonly struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 32));

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(Html html) => _markup.Append(html.Markup);

        public void AppendFormatted(string? text) => _markup.Append(HtmlEncoder.Default.Encode(text ?? ""));

        public void AppendFormatted(long number) => _markup.Append(number);

        public override string ToString() => _markup.ToString();
    }
}
