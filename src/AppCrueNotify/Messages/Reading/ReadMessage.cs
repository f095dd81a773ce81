
namespace AppCrueNotify.Messages.Reading;

/// <summary>One entry of a request: a message, or why it is none.</summary>
/// <param name="Key">As far as it could be read.</param>
internal readonly record struct ReadMessage(string? Key, Message? Message, string? Error);
