using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Intake;

/// <summary>
/// Tells a repeated message from another one under the same key. What may change between two tries of Moodle
/// (the user's alias, language, time zone, names, and custom data with its theme addresses) does not count.
/// </summary>
/// <remarks>Not a secret and not a signature: an authenticated site could only fool itself, so a fast hash is enough.</remarks>
internal static class ContentIdentity
{
    public static string Of(Message message)
    {
        var hash = new XxHash128();
        foreach (var text in (ReadOnlySpan<string?>)[message.Component, message.Name, message.Subject, message.FullMessage, message.FullMessageHtml, message.SmallMessage, message.ContextUrl, message.ForumType])
            Append(hash, text);
        foreach (var number in (ReadOnlySpan<long?>)[message.FullMessageFormat, message.Notification is { } n ? (n ? 1 : 0) : null, message.ConversationId, message.ConversationType, message.UserFrom?.Id, message.UserTo.Id])
            Append(hash, number);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    // The length goes first, so that no text can pass for the end of one and the start of the next.
    private static void Append(XxHash128 hash, string? text)
    {
        Append(hash, text?.Length);
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Append(XxHash128 hash, long? number)
    {
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = number is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], number ?? 0);
        hash.Append(bytes);
    }
}
