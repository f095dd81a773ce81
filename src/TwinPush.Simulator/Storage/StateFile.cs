using System.Text.Json;
using TwinPush.Simulator.Control;

namespace TwinPush.Simulator.Storage;

/// <summary>
/// Keeps the state in a JSON file. Written beside it and renamed over it, so that the file is always whole. For demos: what came after the last
/// writing is lost in a crash.
/// </summary>
internal sealed class StateFile(SimulatorState state, string path)
{
    /// <summary>What is null is left out of the file, so that what is missing in it must be allowed.</summary>
    private static readonly JsonSerializerOptions Json = new(ControlJson.Options) { RespectNullableAnnotations = false, RespectRequiredConstructorParameters = false };

    private long _saved = -1;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return;
        await using var file = File.OpenRead(path);
        var snapshot = await JsonSerializer.DeserializeAsync<Snapshot>(file, Json, cancellation)
            ?? throw new InvalidDataException("The simulator's file holds no state: remove it, or name another.");
        SnapshotReader.Restore(state, snapshot);
        _saved = state.Version;
    }

    /// <summary>Saves whenever something changed, until the end.</summary>
    public async Task KeepSavingAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(state.Options.SaveEvery, state.Options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                await SaveAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end was asked for; the last save is the caller's.
        }
    }

    public async Task SaveAsync(CancellationToken cancellation)
    {
        long version = state.Version;
        if (version == _saved)
            return;
        var snapshot = SnapshotWriter.Take(state);
        string beside = path + ".new";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, snapshot, Json, cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        _saved = version;
    }
}
