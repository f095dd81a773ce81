namespace AppCrueNotify.Reliability.Tests.PowerCut;

/// <summary>What is on the disk after a power cut.</summary>
internal static class Disk
{
    public const string Database = "appcrue-notify.db";
    private const int Sector = 512;
    private const string Log = Database + "-wal";

    /// <summary>
    /// Puts the data directory into the state after a cut: of each sector that differs between what was written and what was synced
    /// one of the two at random, the end of the file likewise. The log's index is gone.
    /// </summary>
    /// <param name="eager">How much of what was not synced the disk had written all the same: 0 nothing, 1 all.</param>
    /// <returns>How many sectors were in doubt.</returns>
    public static InDoubt Cut(string directory, string image, Random random, double eager)
    {
        var doubt = new InDoubt(Cut(directory, image, Log, random, eager), Cut(directory, image, Database, random, eager));
        File.Delete(Path.Combine(directory, Database + "-shm"));
        return doubt;
    }

    private static int Cut(string directory, string image, string name, Random random, double eager)
    {
        var doubtful = 0;
        var path = Path.Combine(directory, name);
        var written = Read(path);
        var synced = Read(Path.Combine(image, name));
        var after = new byte[random.NextDouble() < eager ? written.Length : synced.Length];
        for (var at = 0; at < Math.Max(written.Length, synced.Length); at += Sector)
        {
            var fromWritten = Piece(written, at);
            var fromSynced = Piece(synced, at);
            var same = fromWritten.SequenceEqual(fromSynced);
            doubtful += same ? 0 : 1;
            if (at >= after.Length)
                continue;
            var chosen = same || random.NextDouble() < eager ? fromWritten : fromSynced;
            chosen[..Math.Min(chosen.Length, after.Length - at)].CopyTo(after.AsSpan(at));
        }

        if (after.Length > 0 || File.Exists(path))
            File.WriteAllBytes(path, after);
        return doubtful;
    }

    private static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];

    private static ReadOnlySpan<byte> Piece(byte[] file, int at) => at >= file.Length ? [] : file.AsSpan(at, Math.Min(Sector, file.Length - at));
}

/// <summary>Sectors that were written and not synced when the power went.</summary>
internal readonly record struct InDoubt(int Log, int Database);
