namespace AppCrueNotify.Console.Access;

/// <summary>What a person may do, each more than the one before.</summary>
internal enum ConsoleRole
{
    /// <summary>Sees states and numbers, and no text of any message.</summary>
    Viewer,

    /// <summary>Sees texts too, and mends: retries, settles, cancels, sends.</summary>
    Operator,

    /// <summary>Also sites, credentials and people.</summary>
    Admin,
}

/// <summary>Roles as they are stored and shown.</summary>
internal static class ConsoleRoles
{
    public static string Word(this ConsoleRole role) => role switch
    {
        ConsoleRole.Viewer => "viewer",
        ConsoleRole.Operator => "operator",
        ConsoleRole.Admin => "admin",
    };

    public static ConsoleRole? Parse(string? word) => word switch
    {
        "viewer" => ConsoleRole.Viewer,
        "operator" => ConsoleRole.Operator,
        "admin" => ConsoleRole.Admin,
        _ => null,
    };
}
