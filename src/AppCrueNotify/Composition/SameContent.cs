using System.IO.Hashing;
using System.Runtime.InteropServices;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition;

/// <summary>Whether two messages make equal pushes, whoever receives them: all fields count that decide, and no other.</summary>
/// <remarks>The hash only finds the place; the comparison decides. So no collision, found or made, ever shows one student another one's message.</remarks>
internal static class SameContent
{
    /// <summary>A fast hash of all that <see cref="Equal"/> compares.</summary>
    public static ulong Hash(Message message, ulong seed)
    {
        ReadOnlySpan<long> numbers =
        [
            message.FullMessageFormat ?? long.MinValue, message.Notification switch { null => 2, true => 1, false => 0 }, message.CourseId ?? 0,
            message.ConversationId ?? 0, message.ConversationType ?? 0, message.UserFrom?.Id ?? 0,
        ];
        var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(numbers), (long)seed);
        ReadOnlySpan<string?> texts =
        [
            message.Component, message.Name, message.Subject, message.FullMessage, message.FullMessageHtml, message.SmallMessage,
            message.ContextUrl, message.ContextUrlName, message.UserFrom?.FullName,
        ];
        foreach (var text in texts)
            hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), (long)hash);
        return hash;
    }

    /// <summary>Whether everything that decides is equal.</summary>
    public static bool Equal(Message a, Message b) =>
        ReferenceEquals(a, b)
        || (a.Component == b.Component && a.Name == b.Name && a.Subject == b.Subject && a.FullMessage == b.FullMessage && a.FullMessageHtml == b.FullMessageHtml
            && a.SmallMessage == b.SmallMessage && a.ContextUrl == b.ContextUrl && a.ContextUrlName == b.ContextUrlName && a.UserFrom?.FullName == b.UserFrom?.FullName
            && a.FullMessageFormat == b.FullMessageFormat && a.Notification == b.Notification && (a.CourseId ?? 0) == (b.CourseId ?? 0)
            && (a.ConversationId ?? 0) == (b.ConversationId ?? 0) && (a.ConversationType ?? 0) == (b.ConversationType ?? 0) && (a.UserFrom?.Id ?? 0) == (b.UserFrom?.Id ?? 0));

    /// <summary>About how many bytes a message's texts take in memory.</summary>
    public static long Size(Message message) =>
        512 + (2L * ((message.Subject?.Length ?? 0) + (message.FullMessage?.Length ?? 0) + (message.FullMessageHtml?.Length ?? 0) + (message.SmallMessage?.Length ?? 0)
            + (message.CustomData?.Length ?? 0) + (message.ContextUrl?.Length ?? 0) + (message.ContextUrlName?.Length ?? 0)));
}
