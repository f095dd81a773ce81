namespace AppCrueNotify.Storage;

/// <summary>Keeps a floor of free disk space: a full disk stops bookkeeping as well, so intake stops before it.</summary>
internal sealed class FreeSpace(StorageOptions options, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long _lookedAt = long.MinValue;
    private long _free = long.MaxValue;

    /// <exception cref="StoreUnavailableException">Less is free than the floor.</exception>
    public void ThrowIfBelowFloor()
    {
        // A shared database is on the disk of its server, which says itself when it is full.
        if (options.IsShared)
            return;
        var free = Free();
        if (free < options.FreeSpaceFloor)
        {
            throw new StoreUnavailableException(
                $"The disk of {options.Directory} has {free / 1048576} MiB free, less than the floor of {options.FreeSpaceFloor / 1048576} MiB. Free some space; intake goes on by itself.",
                TimeSpan.FromSeconds(10));
        }
    }

    private long Free()
    {
        lock (_lock)
        {
            if (_lookedAt == long.MinValue || time.GetElapsedTime(_lookedAt) >= Freshness)
            {
                _free = new DriveInfo(options.Directory).AvailableFreeSpace;
                _lookedAt = time.GetTimestamp();
            }

            return _free;
        }
    }
}
