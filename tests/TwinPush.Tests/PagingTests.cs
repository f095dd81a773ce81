using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests;

public sealed class PagingTests
{
    [Fact]
    public async Task Pages_are_walked_up_to_the_total_and_fetched_as_needed()
    {
        await using var server = RawServer.Answering(request => (200, Page(request, total: 3, count: 2)));
        using var fixture = new ClientFixture(server.Address);

        await foreach (var device in fixture.Client.ListDevicesAsync(pageSize: 2, cancellationToken: Sample.Token))
        {
            if (device.Id == "p2-0")
                break;
        }

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(["p1-0", "p1-1", "p2-0", "p2-1", "p3-0", "p3-1"], await IdsAsync(fixture, 2));
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_404_past_the_first_page_or_without_any_entry_is_the_end()
    {
        await using var server = RawServer.Answering(request =>
            request.Target.Contains("page=1&", StringComparison.Ordinal) ? (200, Page(request, total: 9, count: 2)) : (404, Sample.Error("NotFound", "no page")));
        await using var empty = RawServer.Answering(404, Sample.Error("NotFound", "no page"));
        using var fixture = new ClientFixture(server.Address);
        using var none = new ClientFixture(empty.Address);

        Assert.Equal(["p1-0", "p1-1"], await IdsAsync(fixture, 2));
        Assert.Empty(await IdsAsync(none, 2));
    }

    [Theory]
    [InlineData("DeviceNotFound", FailureKind.NotFound)]
    [InlineData("AppNotFound", FailureKind.Misconfigured)]
    public async Task Any_other_404_on_the_first_page_is_a_failure(string type, FailureKind kind)
    {
        await using var server = RawServer.Answering(404, Sample.Error(type, "no"));
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(kind, (await Assert.ThrowsAsync<TwinPushException>(() => IdsAsync(fixture, 2))).Kind);
    }

    [Fact]
    public async Task A_misconfiguration_in_the_middle_is_not_taken_for_the_end()
    {
        await using var server = RawServer.Answering(request =>
            request.Target.Contains("page=1&", StringComparison.Ordinal) ? (200, Page(request, total: 9, count: 2)) : (404, Sample.Error("AppNotFound", "no")));
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(FailureKind.Misconfigured, (await Assert.ThrowsAsync<TwinPushException>(() => IdsAsync(fixture, 2))).Kind);
    }

    [Theory]
    [InlineData(5, 5, 3)]
    [InlineData(30, 0, 2)]
    [InlineData(29, 0, 1)]
    public async Task Without_a_total_a_page_that_is_not_full_is_the_last(int first, int second, int requests)
    {
        // Answers carry no total, as the documentation's examples of inbox and search; pages of 5 unless the first is a longer one.
        await using var server = RawServer.Answering(request => (200, Page(request, null, PageNumber(request) switch { 1 => first, 2 => second, _ => 2 })));
        using var fixture = new ClientFixture(server.Address);

        await IdsAsync(fixture, Math.Max(first, first == 29 ? 30 : 5));

        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_page_is_asked_twice_and_not_for_ever()
    {
        await using var server = RawServer.Answering(200, """{"objects":[{"id":"a"},{"id":"b"}]}""");
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(["a", "b"], await IdsAsync(fixture, 2));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_empty_page_ends_the_list_whatever_the_total_says()
    {
        await using var server = RawServer.Answering(200, """{"objects":[],"total_pages":1000000}""");
        using var fixture = new ClientFixture(server.Address);

        Assert.Empty(await IdsAsync(fixture, 2));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(404, "<html>")]
    [InlineData(405, "")]
    [InlineData(404, """{"errors":{"type":"NotFound","message":"no route"}}""")]
    public async Task Deliveries_fall_back_to_the_documented_post_where_get_does_not_exist(int status, string body)
    {
        await using var server = RawServer.Answering(request => request.Method == "GET"
            ? (status, body)
            : (200, """{"total_pages":1,"objects":[{"id":45264,"created_at":"2016-03-01 13:34:51 UTC","open_at":null,"device":{"id":"d1","alias_device":"a"}}]}"""));
        using var fixture = new ClientFixture(server.Address);

        var deliveries = new List<TwinPush.Notifications.Delivery>();
        await foreach (var delivery in fixture.Client.ListDeliveriesAsync("n1", cancellationToken: Sample.Token))
            deliveries.Add(delivery);

        var only = Assert.Single(deliveries);
        Assert.Equal(("45264", "d1", "a", null), (only.Id, only.Device!.Id, only.Device.Alias, only.OpenAt));
        Assert.Equal(["GET", "POST"], server.Requests.Select(request => request.Method));
        Assert.Equal(server.Requests[0].Target, server.Requests[1].Target);
        Assert.All(server.Requests, request => Assert.Equal(Sample.ApiToken, request.Header("X-TwinPush-REST-API-Token")));
    }

    [Fact]
    public async Task The_method_that_exists_is_found_out_once()
    {
        await using var server = RawServer.Answering(request => request.Method == "GET" ? (404, "") : (200, Page(request, total: 3, count: 1)));
        await using var none = RawServer.Answering(404, Sample.Error("NotFound", "no"));
        using var fixture = new ClientFixture(server.Address);
        using var other = new ClientFixture(none.Address);

        Assert.Equal(3, await fixture.Client.ListDeliveriesAsync("n1", 1, Sample.Token).CountAsync(Sample.Token));
        Assert.Equal(["GET", "POST", "POST", "POST"], server.Requests.Select(request => request.Method));
        Assert.Equal(0, await other.Client.ListDeliveriesAsync("n1", 1, Sample.Token).CountAsync(Sample.Token));
        Assert.Equal(["GET", "POST"], none.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Past_the_end_the_other_method_is_not_tried()
    {
        await using var server = RawServer.Answering(request =>
            PageNumber(request) == 1 ? (200, Page(request, total: 9, count: 1)) : (404, Sample.Error("NotFound", "no page")));
        using var fixture = new ClientFixture(server.Address);

        Assert.Equal(1, await fixture.Client.ListDeliveriesAsync("n1", 1, Sample.Token).CountAsync(Sample.Token));
        Assert.Equal(["GET", "GET"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Deliveries_that_do_not_exist_are_not_asked_for_twice()
    {
        await using var server = RawServer.Answering(404, Sample.Error("NotificationNotFound", "no"));
        using var fixture = new ClientFixture(server.Address);

        var failure = await Assert.ThrowsAsync<TwinPushException>(async () =>
        {
            await foreach (var delivery in fixture.Client.ListDeliveriesAsync("n1", cancellationToken: Sample.Token))
                Assert.Fail(delivery.Id);
        });

        Assert.Equal(FailureKind.NotFound, failure.Kind);
        Assert.Single(server.Requests);
    }

    private static int PageNumber(RawRequest request) =>
        int.Parse(request.Target.Split("page=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Page(RawRequest request, int? total, int count)
    {
        var number = PageNumber(request);
        var entries = Enumerable.Range(0, count).Select(i => $$"""{"id":"p{{number}}-{{i}}"}""");
        return $$"""{"objects":[{{string.Join(',', entries)}}],"total_pages":{{total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}}}""";
    }

    private static async Task<List<string>> IdsAsync(ClientFixture fixture, int pageSize)
    {
        var ids = new List<string>();
        await foreach (var device in fixture.Client.ListDevicesAsync(pageSize: pageSize, cancellationToken: Sample.Token))
            ids.Add(device.Id);
        return ids;
    }
}
