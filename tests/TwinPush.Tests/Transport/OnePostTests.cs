using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Transport;

/// <summary>One call, one POST, as the server sees it; whatever the framework or the program around would like to do.</summary>
public sealed class OnePostTests
{
    public static TheoryData<string> EveryPost =>
        ["create", "register", "badge", "received", "opened", "app-opened", "app-closed", "location", "property"];

    [Theory]
    [MemberData(nameof(EveryPost))]
    public async Task A_server_that_reads_and_closes_sees_one_post(string call)
    {
        await using var server = RawServer.Start((connection, token) => connection.ReadAsync(token));
        using var fixture = new ClientFixture(server.Address);

        await Assert.ThrowsAsync<TwinPushException>(() => CallAsync(fixture.Client, call));

        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(EveryPost))]
    public async Task A_reused_connection_that_the_server_closes_after_reading_sees_one_post(string call)
    {
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await connection.AnswerAsync(200, """{"objects":[{"id":"n1"}]}""", token);
            await connection.ReadAsync(token);
        });
        using var fixture = new ClientFixture(server.Address);
        await fixture.Client.GetNotificationAsync("n1", Sample.Token);

        var failure = await Assert.ThrowsAsync<TwinPushException>(() => CallAsync(fixture.Client, call));

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.Single(server.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_stale_connection_is_left_for_a_new_one_without_a_second_post()
    {
        var closed = new TaskCompletionSource();
        await using var server = RawServer.Start(async (connection, token) =>
        {
            await connection.ReadAsync(token);
            await connection.AnswerAsync(200, Sample.Accepted, token);
            if (closed.TrySetResult())
                return;
            await connection.ReadAsync(token);
        });
        using var fixture = new ClientFixture(server.Address);
        var posts = 0;
        for (; posts < 20; posts++)
        {
            // Closing races with the next request. Either the pool notices and opens a new connection, or the request begins on the
            // dead one and is unknown; never is it posted twice.
            var failure = await Record.ExceptionAsync(() => fixture.Client.CreateNotificationAsync(Sample.Notification, Sample.Token));
            if (failure is not null)
                Assert.Equal(FailureKind.Unknown, Assert.IsType<TwinPushException>(failure).Kind);
        }

        Assert.InRange(server.Requests.Count, 1, posts);
    }

    [Fact]
    public async Task A_program_that_retries_all_its_http_clients_does_not_retry_this_one()
    {
        await using var server = RawServer.Answering(503, "<html>busy</html>");
        await using var services = new ServiceCollection()
            .ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new Retrying()))
            .AddTwinPush()
            .BuildServiceProvider();
        var client = services.GetRequiredService<TwinPushClientFactory>().Create(Sample.App(server.Address));

        var failure = await Assert.ThrowsAsync<TwinPushException>(() => client.CreateNotificationAsync(Sample.Notification, Sample.Token));

        Assert.Equal(FailureKind.Unavailable, failure.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_handler_that_retries_is_stopped_even_when_it_was_added_on_purpose()
    {
        await using var server = RawServer.Answering(503, "<html>busy</html>");
        var services = new ServiceCollection().AddTwinPush();
        services.AddHttpClient(TwinPushServiceCollectionExtensions.HttpClientName).AddHttpMessageHandler(() => new Retrying());
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<TwinPushClientFactory>().Create(Sample.App(server.Address));

        var failure = await Assert.ThrowsAsync<TwinPushException>(() => client.CreateNotificationAsync(Sample.Notification, Sample.Token));

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_the_key_goes_nowhere_else(int status)
    {
        await using var elsewhere = RawServer.Answering(200, Sample.Accepted);
        await using var server = RawServer.Answering(status, "", $"Location: {elsewhere.Address}/apps/x/notifications");
        using var fixture = new ClientFixture(server.Address);

        var failure = await fixture.FailureAsync();

        Assert.Equal(FailureKind.Misconfigured, failure.Kind);
        Assert.Equal((HttpStatusCode)status, failure.Status);
        Assert.Single(server.Requests);
        Assert.Equal(0, elsewhere.Connections);
    }

    private static Task CallAsync(TwinPushClient client, string call) => call switch
    {
        "create" => client.CreateNotificationAsync(Sample.Notification, Sample.Token),
        "register" => client.RegisterDeviceAsync(TwinPush.Devices.DeviceRegistration.ForRegistered("d1"), Sample.Token),
        "badge" => client.UpdateBadgeAsync("d1", TwinPush.Devices.BadgeChange.By(1), Sample.Token),
        "received" => client.ReportReceivedAsync("d1", "n1", Sample.Token),
        "opened" => client.ReportOpenedAsync("d1", "n1", Sample.Token),
        "app-opened" => client.ReportAppOpenedAsync("d1", Sample.Token),
        "app-closed" => client.ReportAppClosedAsync("d1", Sample.Token),
        "location" => client.ReportLocationAsync("d1", 40.4, -3.7, Sample.Token),
        _ => client.SetDevicePropertyAsync("d1", TwinPush.Devices.DeviceProperty.OfFlag("p", true), Sample.Token),
    };

    private sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage? response = null;
            for (var attempt = 0; attempt < 4 && response?.IsSuccessStatusCode != true; attempt++)
                response = await base.SendAsync(request, cancellationToken);
            return response!;
        }
    }
}
