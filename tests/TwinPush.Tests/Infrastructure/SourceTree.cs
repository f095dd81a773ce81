namespace TwinPush.Tests.Infrastructure;

/// <summary>Finds the sources a test reads, from wherever it runs.</summary>
public static class SourceTree
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "AppCrueNotify.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("AppCrueNotify.slnx is in no folder above the tests.");
    }
}
