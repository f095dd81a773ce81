using System.Text;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Transport;

/// <summary>
/// The connection ends at every single byte of an exchange: of the request as the server receives it, and of the answer as it leaves. However it ends and wherever,
/// the outcome is unknown and nothing is posted twice.
/// </summary>
public sealed class EveryByteTests
{
    private static readonly string Answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Sample.Accepted.Length}\r\n\r\n{Sample.Accepted}";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_answer_that_is_cut_at_any_byte_leaves_the_outcome_unknown(bool reused, bool reset)
    {
        var sent = 0;
        await using var server = RawServer.Start(async (connection, token) =>
        {
            if (reused)
                await AnswerAsync(connection, token);
            await connection.ReadAsync(token);
            await connection.WriteAsync(Answer[..sent], token);
            if (reset)
                connection.Reset();
        });
        using var fixture = new ClientFixture(server.Address);

        for (; sent < Answer.Length; sent++)
            await AssertUnknownAsync(fixture, reused, $"after {sent} bytes of the answer");

        Assert.Equal(Answer.Length * (reused ? 2 : 1), server.Requests.Count);
        Assert.Equal(Answer.Length, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_is_cut_at_any_byte_leaves_the_outcome_unknown(bool reused)
    {
        var length = await LengthAsync();
        var received = 1;
        await using var server = RawServer.Start(async (connection, token) =>
        {
            if (reused)
                await AnswerAsync(connection, token);
            await connection.ReadExactlyAsync(received, token);
            connection.Reset();
        });
        using var fixture = new ClientFixture(server.Address);

        for (; received <= length; received++)
            await AssertUnknownAsync(fixture, reused, $"after {received} of {length} bytes of the request");

        Assert.Equal(length, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_is_reset_before_the_first_byte_is_never_posted_on_twice()
    {
        await using var server = RawServer.Start((connection, _) =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });

        for (var i = 0; i < 20; i++)
        {
            using var fixture = new ClientFixture(server.Address);
            // It depends on who was quicker whether anything had left.
            Assert.Contains((await fixture.FailureAsync()).Kind, new[] { FailureKind.NotSent, FailureKind.Unknown });
        }

        Assert.Equal(20, server.Connections);
    }

    private static async Task AnswerAsync(RawConnection connection, CancellationToken cancellationToken)
    {
        await connection.ReadAsync(cancellationToken);
        await connection.WriteAsync(Answer, cancellationToken);
    }

    private static async Task AssertUnknownAsync(ClientFixture fixture, bool reused, string where)
    {
        if (reused)
            await fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token);
        var thrown = await Record.ExceptionAsync(() => fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token));
        Assert.True(thrown is TwinPushException { Kind: FailureKind.Unknown, RepeatPossible: true }, $"{where}: {thrown?.Message ?? "accepted"}");
    }

    /// <summary>How many bytes the request has on the wire.</summary>
    private static async Task<int> LengthAsync()
    {
        await using var server = RawServer.Answering(200, Sample.Accepted);
        using var fixture = new ClientFixture(server.Address);
        await fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token);
        var request = Assert.Single(server.Requests);
        return request.Head.Length + "\r\n\r\n".Length + Encoding.UTF8.GetByteCount(request.Body);
    }
}
