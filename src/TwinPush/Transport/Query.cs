using System.Globalization;
using System.Text;

namespace TwinPush.Transport;

/// <summary>Builds the query of an address.</summary>
internal sealed class Query
{
    private readonly StringBuilder _text = new();

    public Query Add(string name, string? value)
    {
        if (value is not null)
            _text.Append(_text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public Query AddAll(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
            Add(name, value);
        return this;
    }

    /// <summary>This query and the page, numbered from 1.</summary>
    public string ForPage(int number, int size) => string.Create(
        CultureInfo.InvariantCulture, $"{_text}{(_text.Length == 0 ? '?' : '&')}page={number}&per_page={size}");
}
