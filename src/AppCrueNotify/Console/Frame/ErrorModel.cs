namespace AppCrueNotify.Console.Frame;

/// <summary>What went wrong, as an HTTP status.</summary>
internal sealed record ErrorModel(int Status);
