using System.Net;
using System.Net.Sockets;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Transport;

/// <summary>What the client makes of connections that fail, seen against a bare socket; each cell posts once.</summary>
public sealed class FaultTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Length: 41\r\n";

    public static TheoryData<string> Faults =>
        ["close-before-reading", "close-in-request", "close-after-request", "reset-after-request", "close-in-status", "close-in-headers",
         "close-after-headers", "reset-after-headers", "close-in-body", "reset-in-body", "cut-chunk", "garbage", "binary", "bad-gzip", "endless-headers"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_connection_that_breaks_after_writing_began_leaves_the_outcome_unknown(string fault)
    {
        await using var server = RawServer.Start((connection, token) => PlayAsync(fault, connection, token));
        using var fixture = new ClientFixture(server.Address);

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.True(failure.RepeatPossible);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_reused_connection_that_breaks_is_no_different_and_nothing_is_posted_twice(string fault)
    {
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await connection.AnswerAsync(200, Sample.Accepted, token);
            await PlayAsync(fault, connection, token);
        });
        using var fixture = new ClientFixture(server.Address);
        await fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token);

        // "close-before-reading" closes an idle connection: the pool may notice before writing and open another, whose first request is
        // answered. Every other fault strikes after the request began to leave.
        var failure = await Record.ExceptionAsync(() => fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token));

        if (fault != "close-before-reading" || failure is not null)
            Assert.Equal(FailureKind.Unknown, Assert.IsType<TwinPushException>(failure).Kind);
        Assert.InRange(server.Requests.Count, 1, 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"objects":[]}""")]
    [InlineData("""{"objects":[{}]}""")]
    [InlineData("""{"objects":[{"id":null}]}""")]
    [InlineData("""{"objects":[{"id":""}]}""")]
    [InlineData("""{"objects":{"id":"n1"}}""")]
    [InlineData("<html>OK</html>")]
    public async Task A_success_without_an_id_leaves_the_outcome_unknown(string body)
    {
        await using var server = RawServer.Answering(200, body);
        using var fixture = new ClientFixture(server.Address);

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.True(failure.RepeatPossible);
        Assert.Equal(HttpStatusCode.OK, failure.Status);
        Assert.Equal(body.Length == 0 ? null : body, failure.RawBody);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"objects":[{"id":"n1"}]}""", "n1")]
    [InlineData(201, """{"objects":[{"id":"n1","tags":7,"send_since":false}]}""", "n1")]
    [InlineData(202, """{"id":"n1"}""", "n1")]
    [InlineData(200, """{"objects":[{"id":4711}]}""", "4711")]
    public async Task Any_success_with_an_id_is_accepted(int status, string body, string id)
    {
        await using var server = RawServer.Answering(status, body);
        using var fixture = new ClientFixture(server.Address);

        var created = await fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token);

        Assert.Equal(id, created.Id);
    }

    [Fact]
    public async Task A_204_has_no_id_and_leaves_the_outcome_unknown()
    {
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await connection.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n", token);
        });
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(FailureKind.Unknown, (await fixture.FailureAsync()).Kind);
    }

    [Fact]
    public async Task A_refused_connection_sent_nothing()
    {
        using var fixture = new ClientFixture(new Uri($"http://127.0.0.1:{UnusedPort()}/api/v2"));

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.NotSent, failure.Kind);
        Assert.False(failure.RepeatPossible);
        Assert.Null(failure.Status);
        Assert.Equal(HttpRequestError.ConnectionError, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_sent_nothing()
    {
        using var fixture = new ClientFixture(new Uri("https://no-such-host.invalid/api/v2"));

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.NotSent, failure.Kind);
        Assert.Equal(HttpRequestError.NameResolutionError, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
    }

    [Fact]
    public async Task A_connection_that_is_not_established_in_time_sent_nothing()
    {
        // TLS belongs to establishing a connection, and this server never says a word of it.
        await using var server = RawServer.Start((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token));
        using var fixture = new ClientFixture(
            new Uri($"https://127.0.0.1:{server.Port}/api/v2"), new TwinPushOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal(FailureKind.NotSent, (await fixture.FailureAsync()).Kind);
        await AssertNotSentAsync(() => fixture.Client.GetNotificationAsync("n1", Sample.Token));
    }

    [Fact]
    public async Task A_read_that_was_refused_or_not_resolved_sent_nothing_either()
    {
        using var refused = new ClientFixture(new Uri($"http://127.0.0.1:{UnusedPort()}/api/v2"));
        using var unresolved = new ClientFixture(new Uri("https://no-such-host.invalid/api/v2"));

        await AssertNotSentAsync(() => refused.Client.GetNotificationAsync("n1", Sample.Token));
        await AssertNotSentAsync(() => unresolved.Client.DeleteNotificationAsync("n1", Sample.Token));
    }

    [Theory]
    [InlineData('x', "")]
    [InlineData(' ', """{"objects":[{"id":"n1"}]}""")]
    public async Task An_answer_longer_than_the_limit_cannot_be_understood_even_when_its_beginning_can(char filling, string beginning)
    {
        await using var server = RawServer.Answering(200, beginning.PadRight(5000, filling));
        using var fixture = new ClientFixture(server.Address, new TwinPushOptions { MaxResponseBytes = 4096 });

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.Equal(4096, failure.RawBody!.Length);
    }

    private static async Task PlayAsync(string fault, RawConnection connection, CancellationToken token)
    {
        if (fault == "close-before-reading")
            return;
        if (fault == "close-in-request")
        {
            await connection.ReadSomethingAsync(token);
            return;
        }

        await connection.ReadAsync(token);
        var text = fault switch
        {
            "close-in-status" => "HTTP/1.1 2",
            "close-in-headers" => Head,
            "close-after-headers" or "reset-after-headers" => Head + "\r\n",
            "close-in-body" or "reset-in-body" => Head + "\r\n{\"objects\":[{\"id\":\"n1\"}]",
            "cut-chunk" => "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"obj",
            "garbage" => "I am not a web server.\r\n\r\n",
            "binary" => "\u0001\u0002\u0003\u0000\u0000\u0000",
            "bad-gzip" => "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n{\"objects\":[{\"id\":\"n1\"}]}",
            "endless-headers" => "HTTP/1.1 200 OK\r\nX: " + new string('x', 100_000),
            _ => "",
        };
        await connection.WriteAsync(text, token);
        if (fault.StartsWith("reset", StringComparison.Ordinal))
            connection.Reset();
    }

    private static async Task AssertNotSentAsync(Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<TwinPushException>(call);
        Assert.Equal(FailureKind.NotSent, failure.Kind);
        Assert.False(failure.RepeatPossible);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
