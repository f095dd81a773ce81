using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Messages;

/// <summary>Messages for a list, with the names of their sites.</summary>
internal sealed record MessageRows(IReadOnlyList<FoundMessage> Messages, IReadOnlyDictionary<long, string> SiteNames);
