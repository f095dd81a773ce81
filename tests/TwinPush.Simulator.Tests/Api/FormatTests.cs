using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Tests.Api;

public sealed class FormatTests
{
    private const string Good = """{"alert":"x","devices_aliases":["ana"]}""";

    [Theory]
    [InlineData("{\"alert\":", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("\"text\"", "application/json")]
    [InlineData(Good, "text/plain")]
    [InlineData(Good, "application/x-www-form-urlencoded")]
    [InlineData(Good, "")]
    public async Task Wrong_JSON_and_wrong_headers_are_not_acceptable(string body, string type)
    {
        await using var world = await StartAsync();
        var reply = await world.SendAsync("POST", "/notifications", body, creator: SimulatedApp.Demo.CreatorKey, type: type);
        Assert.Equal((406, "NotAcceptable"), (reply.Status, reply.ErrorType));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset: utf-8")]
    public async Task The_documented_spellings_of_the_content_type_are_taken(string type)
    {
        await using var world = await StartAsync();
        Assert.Equal(200, (await world.SendAsync("POST", "/notifications", Good, creator: SimulatedApp.Demo.CreatorKey, type: type)).Status);
    }

    [Fact]
    public async Task Answers_are_JSON_in_UTF8()
    {
        await using var world = await StartAsync();
        var reply = await world.CreateAsync(Good);
        Assert.Equal("application/json; charset=utf-8", reply.Headers["Content-Type"]);
    }

    [Fact]
    public async Task What_is_no_operation_is_not_found_in_JSON()
    {
        await using var world = await StartAsync();
        Assert.Equal((404, "NotFound"), ((await world.GetAsync("/campaigns")).Status, (await world.GetAsync("/campaigns")).ErrorType));
    }

    [Theory]
    [InlineData(false, "2026-11-23 09:00:00 UTC")]
    [InlineData(true, "2026-11-23 09:00:00 +0000")]
    public async Task Dates_come_in_either_documented_form(bool numeric, string date)
    {
        await using var world = await TwinPushWorld.StartAsync(options => options with { Assumptions = new Assumptions { NumericDates = numeric } });
        world.State.RegisterPhone("ana");
        Assert.Equal(date, (await world.CreateAsync(Good)).Single.GetProperty("send_since").GetString());
        Assert.Equal(date, (await world.GetAsync("/devices")).Single.GetProperty("created_at").GetString());
    }

    [Theory]
    [InlineData("Get", "GET", "POST")]
    [InlineData("Post", "POST", "GET")]
    public async Task Deliveries_can_answer_to_one_method_only(string only, string answering, string other)
    {
        var assumptions = new Assumptions { Deliveries = Enum.Parse<DeliveriesMethod>(only) };
        await using var world = await TwinPushWorld.StartAsync(options => options with { Assumptions = assumptions });
        world.State.RegisterPhone("ana");
        string path = $"/notifications/{(await world.CreateAsync(Good)).Id}/deliveries";

        Assert.Equal(200, (await world.SendAsync(answering, path, token: SimulatedApp.Demo.ApiToken)).Status);
        Assert.Equal((404, "NotFound"), ((await world.SendAsync(other, path, token: SimulatedApp.Demo.ApiToken)).Status, (await world.SendAsync(other, path, token: SimulatedApp.Demo.ApiToken)).ErrorType));
    }

    [Theory]
    [InlineData("", 0, 30, 1, 3, 30)]
    [InlineData("?page=0", 0, 30, 1, 3, 30)]
    [InlineData("?page=-4", 0, 30, 1, 3, 30)]
    [InlineData("?page=3", 60, 30, 3, 3, 1)]
    [InlineData("?page=2&per_page=60", 60, 60, 2, 2, 1)]
    [InlineData("?per_page=nonsense", 0, 30, 1, 3, 30)]
    public async Task Lists_are_paginated(string query, int offset, int perPage, int page, int pages, int count)
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhones(Enumerable.Range(0, 61).Select(i => "a" + i));

        var json = (await world.GetAsync("/devices" + query)).Json;

        Assert.Equal(
            (offset, perPage, page, pages, 61, count),
            (Number("offset"), Number("per_page"), Number("current_page"), Number("total_pages"), Number("total_entries"), json.GetProperty("objects").GetArrayLength()));
        int Number(string name) => json.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_page_past_the_end_is_not_found_and_the_first_page_of_nothing_is_empty()
    {
        await using var world = await TwinPushWorld.StartAsync();
        Assert.Equal((404, "NotFound"), ((await world.GetAsync("/devices?page=2")).Status, (await world.GetAsync("/devices?page=2")).ErrorType));
        var empty = (await world.GetAsync("/devices")).Json;
        Assert.Equal((0, 1), (empty.GetProperty("total_entries").GetInt32(), empty.GetProperty("total_pages").GetInt32()));
    }

    private static async Task<TwinPushWorld> StartAsync()
    {
        var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhone("ana");
        return world;
    }
}
