namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>Directories that are gone after the test, whatever becomes of it.</summary>
internal sealed class Directories(string prefix) : IDisposable
{
    private readonly List<string> _made = [];

    public string New()
    {
        var directory = Directory.CreateTempSubdirectory(prefix).FullName;
        _made.Add(directory);
        return directory;
    }

    public void Dispose()
    {
        foreach (var directory in _made)
            Directory.Delete(directory, recursive: true);
    }
}
