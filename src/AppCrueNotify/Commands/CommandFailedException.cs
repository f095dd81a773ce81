namespace AppCrueNotify.Commands;

/// <summary>The command could not do its work. The message says why and what to do.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
