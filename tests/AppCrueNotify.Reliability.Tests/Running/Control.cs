using System.IO.MemoryMappedFiles;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>What the shim does to the calls it sees; shim.c has the same order.</summary>
internal enum Harm
{
    None,

    /// <summary>One call fails with an input/output error.</summary>
    FailOnce,

    /// <summary>From one call on all fail with an input/output error.</summary>
    FailOn,

    /// <summary>From one call on the disk is full.</summary>
    Full,

    /// <summary>kill -9 before the call does anything.</summary>
    KillBefore,

    /// <summary>kill -9 when the call has done its work and has not returned.</summary>
    KillAfter,
}

/// <summary>The calls that the shim tells apart.</summary>
[Flags]
internal enum Calls
{
    None = 0,
    WriteLog = 1,
    SyncLog = 2,
    WriteDatabase = 4,
    SyncDatabase = 8,
    Write = WriteLog | WriteDatabase,
    Sync = SyncLog | SyncDatabase,
    All = Write | Sync,
}

/// <summary>The page that a test shares with the shim in the gateway's process.</summary>
internal sealed class Control : IDisposable
{
    private const int Size = 8 * sizeof(long);
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public Control()
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllBytes(Path, new byte[Size]);
        _file = MemoryMappedFile.CreateFromFile(Path, FileMode.Open, mapName: null, Size);
        _view = _file.CreateViewAccessor();
    }

    public string Path { get; }

    /// <summary>How often the harm struck since it was asked for.</summary>
    public long Struck => _view.ReadInt64(24);

    /// <summary>How many calls of the kind asked for there were since.</summary>
    public long Seen => _view.ReadInt64(32);

    /// <summary>Syncs of the database and its log since the gateway started.</summary>
    public long Syncs => _view.ReadInt64(40);

    /// <summary>Writes to the database itself since the gateway started: each belongs to a checkpoint.</summary>
    public long DatabaseWrites => _view.ReadInt64(48);

    /// <summary>How far the gateway's wall clock is ahead of the truth.</summary>
    public TimeSpan Clock
    {
        get => TimeSpan.FromSeconds(_view.ReadInt64(56));
        set => _view.Write(56, (long)value.TotalSeconds);
    }

    /// <param name="at">At the how-manieth call from now, from 1 on.</param>
    public void Ask(Harm harm, Calls calls, int at)
    {
        Stop();
        _view.Write(24, 0L);
        _view.Write(32, 0L);
        _view.Write(8, (long)calls);
        _view.Write(16, (long)at);
        // Last: the shim looks at it first.
        _view.Write(0, (long)harm);
    }

    public void Stop() => _view.Write(0, 0L);

    /// <summary>For the next process on the same page.</summary>
    public void Reset()
    {
        for (var at = 0; at < Size; at += sizeof(long))
            _view.Write(at, 0L);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(Path);
    }
}
