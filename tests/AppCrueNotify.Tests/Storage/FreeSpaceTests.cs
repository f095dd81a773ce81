using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public sealed class FreeSpaceTests
{
    [Fact]
    public void Enough_space_passes_and_less_than_the_floor_is_refused_in_words()
    {
        using var directory = new TempDirectory();
        new FreeSpace(new() { Directory = directory.Path, FreeSpaceFloor = 1 }, new FakeTimeProvider()).ThrowIfBelowFloor();
        var e = Assert.Throws<StoreUnavailableException>(
            new FreeSpace(new() { Directory = directory.Path, FreeSpaceFloor = long.MaxValue }, new FakeTimeProvider()).ThrowIfBelowFloor);
        Assert.Contains(directory.Path, e.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), e.RetryAfter);
    }

    [Fact]
    public async Task Below_the_floor_intake_stops_while_bookkeeping_goes_on()
    {
        await using var world = new SqliteWorld(o => o with { FreeSpaceFloor = long.MaxValue });
        var cancellation = TestContext.Current.CancellationToken;
        var site = (await world.Sites.AddAsync(Site(), new Dictionary<string, string>(), new("t", "h"), Now, cancellation))!.Value;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => world.Intake.AddAsync(site, [Message("k", 1)], Now, cancellation));
        await world.Dispatch.PauseSiteAsync(site, "bookkeeping", Now, cancellation);
        Assert.Empty(await world.Reports.TraceKeyAsync(site, "k", cancellation));
    }
}
