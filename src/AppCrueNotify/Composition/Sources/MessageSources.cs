using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>Which part of a message holds its words, per component. The table in docs/composition.md says why.</summary>
internal static class MessageSources
{
    public static Reading Read(Message message) => message switch
    {
        { Component: "mod_forum", Name: "digests" } => ForumDigest.Read(message),
        { Component: "mod_forum" } => ForumPost.Read(message),
        { Component: "local_mail" } => LocalMail.Read(message),
        { Component: Announced.Component } => Announced.Read(message),
        _ when IsConversation(message) => PersonalMessage.Read(message),

        // The long form begins with the question and the student's own answer; the grade would be cut off.
        { Component: "mod_lesson", Name: "graded_essay" } => Notice.ReadSmallFirst(message),
        _ => Notice.Read(message),
    };

    /// <summary>Whether a person wrote it in a conversation.</summary>
    public static bool IsConversation(Message message) =>
        message.Notification == false || (message.Notification is null && message is { Component: "moodle", Name: "instantmessage" });
}
