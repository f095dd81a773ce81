namespace AppCrueNotify.Storage;

/// <summary>One form for all spellings of an alias: TwinPush ignores case when it looks an alias up (devices.md, "index").</summary>
internal static class AliasFold
{
    public static string Of(string alias) => alias.ToLowerInvariant();
}
