namespace AppCrueNotify.Reliability.Tests.PowerCut;

/// <summary>What is on the disk after a power cut.</summary>
internal static class Disk
{
    private const int Sector = 512;
    private static readonly string[] Kept = ["appcrue-notify.db", "appcrue-notify.db-wal"];

    /// <summary>
    /// Puts the data directory into the state after a cut: of each sector that differs between what was written and what was synced
    /// one of the two at random, the end of the file likewise. The log's index is gone.
    /// </summary>
    /// <returns>How many sectors were in doubt.</returns>
    public static int Cut(string directory, string image, Random random)
    {
        var doubtful = 0;
        // How eager the disk was differs from cut to cut: from nothing of what was not synced to nearly all of it.
        var eager = random.NextDouble();
        foreach (var name in Kept)
        {
            var path = Path.Combine(directory, name);
            var written = Read(path);
            var synced = Read(Path.Combine(image, name));
            var after = new byte[random.NextDouble() < eager ? written.Length : synced.Length];
            for (var at = 0; at < after.Length; at += Sector)
            {
                var fromWritten = Piece(written, at);
                var fromSynced = Piece(synced, at);
                var same = fromWritten.SequenceEqual(fromSynced);
                doubtful += same ? 0 : 1;
                var chosen = same || random.NextDouble() < eager ? fromWritten : fromSynced;
                chosen[..Math.Min(chosen.Length, after.Length - at)].CopyTo(after.AsSpan(at));
            }

            if (after.Length > 0 || File.Exists(path))
                File.WriteAllBytes(path, after);
        }

        File.Delete(Path.Combine(directory, "appcrue-notify.db-shm"));
        return doubtful;
    }

    private static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];

    private static ReadOnlySpan<byte> Piece(byte[] file, int at) => at >= file.Length ? [] : file.AsSpan(at, Math.Min(Sector, file.Length - at));
}
