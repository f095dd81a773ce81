using Microsoft.Extensions.Time.Testing;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Transport;

/// <summary>The total time and the caller's own cancellation, on a clock that only the test moves.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public async Task A_server_that_never_answers_leaves_the_outcome_unknown_when_the_total_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        using var fixture = new ClientFixture(server.Address, time: time);

        var failing = fixture.FailureAsync();
        await server.SeenAsync(Sample.Token);
        time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(failing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var failure = await failing;

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.True(failure.RepeatPossible);
        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_body_that_drips_ends_with_the_total_time()
    {
        var time = new FakeTimeProvider();
        var dripping = new TaskCompletionSource();
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 41\r\n\r\n{", token);
            dripping.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        using var fixture = new ClientFixture(server.Address, time: time);

        var failing = fixture.FailureAsync();
        await dripping.Task;
        time.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal(FailureKind.Unknown, (await failing).Kind);
    }

    [Fact]
    public async Task A_request_that_still_waits_for_its_connection_sent_nothing_when_the_total_time_is_over()
    {
        // The server never says a word of TLS. The time to connect is real and long, the total time is the test's.
        var time = new FakeTimeProvider();
        var connecting = new TaskCompletionSource();
        await using var server = RawServer.Start((_, token) =>
        {
            connecting.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        using var fixture = new ClientFixture(
            new Uri($"https://127.0.0.1:{server.Port}/api/v2"), new TwinPushOptions { ConnectTimeout = TimeSpan.FromMinutes(1) }, time);

        var failing = fixture.FailureAsync();
        await connecting.Task;
        time.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal(FailureKind.NotSent, (await failing).Kind);
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        using var fixture = new ClientFixture(server.Address);
        using var cancelling = new CancellationTokenSource();

        var call = fixture.Client.CreateNotificationAsync(Sample.Notification, cancelling.Token);
        await server.SeenAsync(Sample.Token);
        await cancelling.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancelling.Token, cancelled.CancellationToken);
        await Assert.ThrowsAsync<OperationCanceledException>(() => fixture.Client.CreateNotificationAsync(Sample.Notification, cancelling.Token));
        Assert.Single(server.Requests);
    }
}
