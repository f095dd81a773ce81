using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Links;

/// <summary>Short links: made here, stored with the push, resolved by the endpoint <c>/l/{id}</c>.</summary>
internal static partial class ShortLinks
{
    private const int IdBytes = 16;

    /// <summary>The short link of a target: the same for the same target of the same site, and not to be guessed without the key.</summary>
    public static ShortLink For(long siteId, string target, ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{siteId}\n{target}"), hash);
        return new ShortLink(Base64Url.EncodeToString(hash[..IdBytes]), target);
    }

    /// <summary>The address a phone opens. The app fills its placeholders in here, so each one of the target is carried as a parameter of its name.</summary>
    public static string Address(Uri publicUrl, ShortLink link)
    {
        var address = new StringBuilder(publicUrl.AbsoluteUri.TrimEnd('/')).Append("/l/").Append(link.Id);
        var sign = '?';
        foreach (var name in Placeholder().Matches(link.Target).Select(m => m.Groups[1].Value).Distinct())
        {
            address.Append(sign).Append(name).Append("=<").Append(name).Append('>');
            sign = '&';
        }

        return address.ToString();
    }

    /// <summary>The full address to redirect to: each placeholder replaced by the parameter that the app filled in.</summary>
    /// <param name="target">The stored target.</param>
    /// <param name="parameter">The decoded value of a query parameter of the request; null when it has none.</param>
    /// <remarks>A value can only ever become part of the query: it is encoded. A missing one becomes empty.</remarks>
    public static string Resolve(string target, Func<string, string?> parameter) =>
        Placeholder().Replace(target, m => Uri.EscapeDataString(parameter(m.Groups[1].Value) ?? ""));

    [GeneratedRegex("<([A-Za-z][A-Za-z0-9_]{0,40})>")]
    private static partial Regex Placeholder();
}
