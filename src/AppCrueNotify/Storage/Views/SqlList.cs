using System.Globalization;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Views;

/// <summary>Lists inside a statement. The databases do not share a way to give one as a parameter; numbers and our own words can stand in the text.</summary>
internal static class SqlList
{
    /// <summary>For <c>IN</c>; an empty list holds nothing.</summary>
    public static string Of(IEnumerable<long> ids) => $"({Or(string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture))))})";

    /// <summary>For <c>IN</c>: states as their words.</summary>
    public static string Of(IEnumerable<RecipientState> states) => $"({Or(string.Join(',', states.Select(s => $"'{s.Word()}'")))})";

    private static string Or(string items) => items.Length == 0 ? "NULL" : items;
}
