namespace AppCrueNotify.Commands;

/// <summary>An argument that only the running command could find wrong. The message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
