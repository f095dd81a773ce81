using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition;

/// <summary>Identifies everything that decides what a push looks like, whoever receives it: equal keys, equal pushes.</summary>
/// <remarks>SHA-256, because a collision would show one student another one's message.</remarks>
internal readonly record struct ContentKey(UInt128 High, UInt128 Low)
{
    public static ContentKey Of(Message message, ReadOnlySpan<byte> site)
    {
        ReadOnlySpan<string?> texts =
        [
            message.Component, message.Name, message.Subject, message.FullMessage, message.FullMessageHtml, message.SmallMessage,
            message.ContextUrl, message.ContextUrlName, message.UserFrom?.FullName,
        ];
        ReadOnlySpan<long> numbers =
        [
            message.FullMessageFormat ?? long.MinValue, message.Notification switch { null => 2, true => 1, false => 0 }, message.CourseId ?? 0,
            message.ConversationId ?? 0, message.ConversationType ?? 0, message.UserFrom?.Id ?? 0,
        ];
        var size = site.Length + (numbers.Length * sizeof(long)) + (texts.Length * sizeof(int));
        foreach (var text in texts)
            size += (text?.Length ?? 0) * sizeof(char);
        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var rest = rented.AsSpan(0, size);
            Put(ref rest, site);
            Put(ref rest, MemoryMarshal.AsBytes(numbers));
            foreach (var text in texts)
            {
                // The length first, so that no two lists of texts look the same; -1 tells a missing text from an empty one.
                MemoryMarshal.Write(rest, text?.Length ?? -1);
                rest = rest[sizeof(int)..];
                Put(ref rest, MemoryMarshal.AsBytes(text.AsSpan()));
            }

            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(rented.AsSpan(0, size), hash);
            return new ContentKey(MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Put(ref Span<byte> rest, scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}
