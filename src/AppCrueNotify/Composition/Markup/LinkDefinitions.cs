using System.Text.RegularExpressions;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Markdown hides lines such as "[note]: tomorrow" as link definitions; in a message they are words.</summary>
internal static partial class LinkDefinitions
{
    public static string Disarm(string text) => text.Contains("]:", StringComparison.Ordinal) ? Definition().Replace(text, @"$1\:") : text;

    [GeneratedRegex(@"^([ >\-*+0-9.]{0,20}\[[^\]\n]{1,999}\]):", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
