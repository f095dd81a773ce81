using System.Diagnostics;

namespace AppCrueNotify.Storage;

/// <summary>A file that one process holds; the system lets go of it when the process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private const int LockedLinux = 11;
    private const int LockedMac = 35;
    private const int LockedWindows = unchecked((int)0x80070020);
    private static readonly ManualResetEventSlim Pause = new();
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>The lock, or null when another process holds it.</summary>
    public static FileLock? TryTake(string file)
    {
        try
        {
            return new(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is LockedLinux or LockedMac or LockedWindows)
        {
            return null;
        }
    }

    /// <summary>Waits until the lock is free.</summary>
    /// <exception cref="IOException">It was not free in time.</exception>
    public static FileLock Wait(string file, TimeSpan atMost)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (TryTake(file) is { } taken)
                return taken;
            if (Stopwatch.GetElapsedTime(started) > atMost)
                throw new IOException($"Another program has held {file} for {atMost.TotalSeconds:0} seconds.");
            // Start-up only, before any loop runs: blocking here delays nobody.
            Pause.Wait(20);
        }
    }

    public void Dispose() => _stream.Dispose();
}
