using AppCrueNotify.Reliability.Tests.Running;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Memory;

/// <summary>T24: a limit of 256 MB and a large backlog. Memory does not depend on how much waits.</summary>
[Trait("Category", "Slow")]
public sealed class MemoryTests
{
    private const int Small = 10_000;
    private const long LimitKiB = 256 * 1024;
    private const long SlackKiB = 48 * 1024;

    // The limit is for the whole process; the collector gets what code and stacks leave of it.
    private const string HeapLimit = "0x8000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_is_the_same_with_few_and_with_many_waiting()
    {
        var many = LongForm.Rounds(300_000, 2_000_000);
        var few = await PeakAsync(Small);
        var large = await PeakAsync(many);
        TestContext.Current.TestOutputHelper!.WriteLine($"{few / 1024} MB at most with {Small} waiting, {large / 1024} MB with {many}");
        Assert.True(large < LimitKiB, $"{large / 1024} MB");
        Assert.True(large < few + SlackKiB, $"{few / 1024} MB with {Small} waiting, {large / 1024} MB with {many}");
    }

    /// <returns>The most memory that a gateway had in KiB, while it sent some, took some, and cleaned.</returns>
    private static async Task<long> PeakAsync(int waiting)
    {
        await using var campus = await Campus.OpenAsync(TimeSpan.Zero, Cancellation, ("window", "0"), ("max-requests-per-second", "20"));
        await using (var store = new OpenStore(campus.Directory))
        {
            var now = TimeProvider.System.GetUtcNow();
            foreach (var chunk in Enumerable.Range(1, waiting).Chunk(5000))
            {
                var push = new Messages.Push { Title = Canaries.Title, Alert = $"{Canaries.Text} {chunk[0]}", Link = "", CustomProperties = "{}" };
                await store.Get<IIntakeStore>().AddAsync(campus.SiteId, [.. chunk.Select(i => new NewRecipient
                {
                    Key = $"n:{i}:{i}", ContentHash = "00", UserId = i, Alias = $"{Canaries.Alias}{i}", Component = "mod_forum", Name = "posts", Push = push, DueAt = now, ExpiresAt = now.AddDays(1),
                })], now, Cancellation);
            }
        }

        using var gateway = await campus.ServeAsync(Cancellation, ("DOTNET_GCHeapHardLimit", HeapLimit));
        await using var load = new Load(gateway.Address, campus.Token, 24);
        var sent = 0L;
        for (var i = 0; sent < 10; i++)
        {
            await load.PostAsync($"beside-{i}", 200, Cancellation);
            sent = campus.Simulator.State.Requests.Count();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        }

        return gateway.Memory("VmHWM");
    }
}
