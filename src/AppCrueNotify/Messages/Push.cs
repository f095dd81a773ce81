using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AppCrueNotify.Messages;

/// <summary>What a phone shows. Many messages become one push when these are equal.</summary>
/// <remarks>Within TwinPush's limits by construction: whoever makes one guarantees it, and storage keeps it as it is.</remarks>
internal sealed record Push
{
    /// <summary>1 to 255 UTF-16 units.</summary>
    public required string Title { get; init; }

    /// <summary>1 to 255 UTF-16 units, never blank.</summary>
    public required string Alert { get; init; }

    /// <summary>Where a tap leads, as TwinPush carries it; empty when there is nowhere to go.</summary>
    public required string Link { get; init; }

    /// <summary>Serialized JSON object, at most 255 UTF-16 units.</summary>
    public required string CustomProperties { get; init; }

    /// <summary>Sent with <c>protected_content</c>: only the device shows the text.</summary>
    public bool Protected { get; init; }

    /// <summary>What happened to the link on its way, in words for the trace; null when it went as it was.</summary>
    public string? LinkNote { get; init; }

    /// <summary>The short link that <see cref="Link"/> uses, to be stored with the push; null when it is not short.</summary>
    public ShortLink? ShortLink { get; init; }

    /// <summary>Identity of the push within its site: equal for pushes that phones show alike.</summary>
    /// <returns>SHA-256, hexadecimal.</returns>
    public string ContentHash()
    {
        // Lengths stand between the parts, so that no two different pushes give the same text.
        var text = string.Create(CultureInfo.InvariantCulture, $"{Title.Length} {Alert.Length} {CustomProperties.Length} {Protected} {Title}{Alert}{CustomProperties}{Link}");
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
    }
}

/// <summary>A link of the gateway's own that stands for a longer one.</summary>
/// <param name="Id">The part after <c>/l/</c>: unguessable, and the same for the same target of the same site.</param>
/// <param name="Target">The full link it redirects to.</param>
internal sealed record ShortLink(string Id, string Target);
