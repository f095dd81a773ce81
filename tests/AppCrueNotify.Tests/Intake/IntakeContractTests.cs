using System.Text;
using AppCrueNotify.Messages;
using AppCrueNotify.Tests.Hosting;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Intake;

/// <summary>What Moodle may rely on, over HTTP.</summary>
public sealed class IntakeContractTests(IntakeContractTests.Running running) : IClassFixture<IntakeContractTests.Running>
{
    private static int _lastKey;
    private readonly string _key = $"n:{Interlocked.Increment(ref _lastKey)}";

    private GatewayFixture Gateway => running.Gateway;

    public static TheoryData<string, string> WrongTypes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var named in (string[])["key", "component", "name", "subject", "fullmessage", "fullmessagehtml", "smallmessage", "contexturl", "contexturlname", "forumtype", "userfrom.fullname", "userto.alias", "userto.lang", "userto.timezone"])
                Add(named, "5", "1.5", "true", "[]", "{}", "[\"a\"]");
            foreach (var named in (string[])["fullmessageformat", "courseid", "timecreated", "convid", "conversationtype", "userfrom.id", "userto.id"])
                Add(named, "\"5\"", "1.5", "1e400", "9223372036854775808", "-1e5", "true", "[]", "{}");
            Add("notification", "1", "\"true\"", "[]", "{}");
            Add("userfrom", "5", "\"a\"", "[]", "true");
            Add("userto", "5", "\"a\"", "[]", "true", "[{\"id\":1}]");
            return data;

            void Add(string named, params string[] values)
            {
                foreach (var value in values)
                    data.Add(named, value);
            }
        }
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_messages()
    {
        await Gateway.TakeAsync([Message("known", 1)]);
        var results = await Gateway.TakeAsync(
        [
            Message("new", 1), Message("known", 1), Message("known", 1, "other text"), With("no-alias", 2, ("userto.alias", "\"\"")),
            With("bad", 3, ("subject", "7")), Message("new too", 4), Message("new", 1), "7", "null", "[]", "{}",
        ]);
        Assert.Equal(
            [
                "new queued", "known duplicate", "known rejected key-reused", "no-alias skipped no-alias", "bad rejected 'subject' must be text or null",
                "new too queued", "new duplicate", "null rejected a message must be an object", "null rejected a message must be an object",
                "null rejected a message must be an object", "null rejected 'key' is missing",
            ], results);
    }

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public async Task A_wrong_type_is_rejected_by_its_fields_name_and_spoils_no_neighbour(string field, string json)
    {
        var results = await Gateway.TakeAsync([Message($"{_key}a", 1), With($"{_key}b", 2, (field, json)), Message($"{_key}c", 3)]);
        Assert.Equal([$"{_key}a queued", $"{_key}c queued"], [results[0], results[2]]);
        Assert.Matches($"^({_key}b|null) rejected '{field}' must be ", results[1]);
    }

    [Theory]
    [InlineData("key", "null", "'key' is missing")]
    [InlineData("key", "\"  \"", "'key' is missing")]
    [InlineData("component", "\"\"", "'component' is missing")]
    [InlineData("name", "null", "'name' is missing")]
    [InlineData("userto", "null", "'userto.id' is missing")]
    [InlineData("userto.id", "null", "'userto.id' is missing")]
    [InlineData("key", "\"a\\u0000b\"", "'key' has control or broken characters")]
    [InlineData("key", "\"a\\ud800b\"", "'key' has control or broken characters")]
    [InlineData("component", "\"a\\u0007b\"", "'component' has control or broken characters")]
    [InlineData("userto.alias", "\"est\\u0000\"", "'userto.alias' has control or broken characters")]
    [InlineData("userto.alias", "\"est\\n1\"", "'userto.alias' has control or broken characters")]
    [InlineData("userto.alias", "\"est\\udc00\"", "'userto.alias' has control or broken characters")]
    public async Task A_required_field_has_to_be_there_and_whole(string field, string json, string reason)
    {
        var results = await Gateway.TakeAsync([With(_key, 1, (field, json)), Message($"{_key}b", 2)]);
        Assert.EndsWith($"rejected {reason}", results[0], StringComparison.Ordinal);
        Assert.Equal($"{_key}b queued", results[1]);
    }

    [Theory]
    [InlineData("key", 200, "key")]
    [InlineData("component", 100, "component")]
    [InlineData("name", 100, "name")]
    [InlineData("userto.alias", 255, "userto.alias")]
    public async Task A_field_has_its_longest_length(string field, int longest, string named)
    {
        var unique = _key.PadRight(longest, 'x');
        Assert.EndsWith(" queued", Assert.Single(await Gateway.TakeAsync([With(_key, 1, (field, $"\"{unique}\""))])), StringComparison.Ordinal);
        Assert.EndsWith($"rejected '{named}' is longer than {longest} characters", Assert.Single(await Gateway.TakeAsync([With($"{_key}b", 1, (field, $"\"{unique}x\""))])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_but_the_required_fields_may_be_null_or_missing() =>
        Assert.Equal(
            [$"{_key}a queued", $"{_key}b queued"],
            await Gateway.TakeAsync(
            [
                """{"key":"KEYa","component":"c","name":"n","userto":{"id":1,"alias":"a"}}""".Replace("KEY", _key, StringComparison.Ordinal),
                """{"key":"KEYb","component":"c","name":"n","userto":{"id":2,"alias":"b","lang":null,"timezone":null},"subject":null,"fullmessage":null,"fullmessageformat":null,"fullmessagehtml":null,"smallmessage":null,"notification":null,"contexturl":null,"contexturlname":null,"courseid":null,"customdata":null,"timecreated":null,"convid":null,"conversationtype":null,"forumtype":null,"userfrom":null}""".Replace("KEY", _key, StringComparison.Ordinal),
            ]));

    [Fact]
    public async Task Unknown_fields_are_ignored_wherever_they_are()
    {
        const string Form = """{"version":2,"more":{"messages":[1]},"messages":[{"x":[{"key":"no"}],"key":"KEY","component":"c","name":"n","userto":{"id":1,"alias":"a","extra":{"id":9}},"\ud800":1}],"after":[[[]]]}""";
        var json = Form.Replace("KEY", _key, StringComparison.Ordinal);
        using var answer = await Gateway.PostAsync(json);
        Assert.Equal($$"""{"results":[{"key":"{{_key}}","status":"queued"}]}""", await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"   \"")]
    [InlineData("\"\\u00a0\"")]
    [InlineData("null")]
    public async Task A_message_without_alias_is_skipped(string alias)
    {
        Assert.Equal([$"{_key} skipped no-alias"], await Gateway.TakeAsync([With(_key, 1, ("userto.alias", alias))]));
        Assert.Equal((RecipientState.Skipped, "no-alias"), await StateAsync(_key));
    }

    [Theory]
    [InlineData("posts", "\"general\"", "skipped not-news-forum")]
    [InlineData("digests", "\"general\"", "skipped not-news-forum")]
    [InlineData("posts", "null", "skipped not-news-forum")]
    [InlineData("digests", "null", "skipped not-news-forum")]
    [InlineData("posts", "\"news\"", "queued")]
    [InlineData("digests", "\"news\"", "queued")]
    [InlineData("other", "\"general\"", "queued")]
    public async Task Only_news_forums_pass_by_default(string name, string forum, string expected) =>
        Assert.Equal([$"{_key} {expected}"], await Gateway.TakeAsync([With(_key, 1, ("component", "\"mod_forum\""), ("name", $"\"{name}\""), ("forumtype", forum))]));

    [Fact]
    public async Task A_disabled_site_skips_everything()
    {
        var token = await Gateway.AddSiteAsync($"disabled {_key}", new() { ["enabled"] = "off" });
        Assert.Equal([$"{_key} skipped disabled"], await Gateway.TakeAsync([Message(_key, 1)], token));
    }

    [Theory]
    [InlineData("userto.alias", "\"new-alias\"", "duplicate")]
    [InlineData("userto.lang", "\"en\"", "duplicate")]
    [InlineData("customdata", "{\"a\":1}", "duplicate")]
    [InlineData("subject", "\"other\"", "rejected key-reused")]
    [InlineData("fullmessage", "\"other\"", "rejected key-reused")]
    [InlineData("userto.id", "99", "rejected key-reused")]
    [InlineData("contexturl", "\"https://other.example.edu\"", "rejected key-reused")]
    [InlineData("fullmessageformat", "1", "rejected key-reused")]
    public async Task A_repeated_key_is_compared_by_what_a_person_would_read(string field, string json, string expected)
    {
        await Gateway.TakeAsync([Message(_key, 1)]);
        Assert.Equal([$"{_key} {expected}"], await Gateway.TakeAsync([With(_key, 1, (field, json))]));
    }

    [Theory]
    [InlineData("\"lone \\ud83d surrogate\"")]
    [InlineData("\"pair the wrong way \\ude00\\ud83d\"")]
    [InlineData("\"nul \\u0000 and controls \\u0001\\u001f\\u007f\"")]
    [InlineData("\"‮ right to left, \\u2028 \\ufeff \\uffff\"")]
    public async Task Strange_texts_are_taken(string json) =>
        Assert.Equal([$"{_key} queued"], await Gateway.TakeAsync([With(_key, 1, ("subject", json), ("smallmessage", json), ("fullmessage", json), ("contexturl", json))]));

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_taken_in_texts_and_spoil_no_neighbour()
    {
        var json = Encoding.Latin1.GetBytes(Request(Message($"{_key}a", 1, "caf\u00e9 \u00ff\u00fe"), Message($"{_key}b", 2)).Replace("\\u00E9", "\u00e9", StringComparison.Ordinal).Replace("\\u00FF\\u00FE", "\u00ff\u00fe", StringComparison.Ordinal));
        Assert.Contains((byte)0xFF, json);
        using var answer = await Gateway.PostAsync(json);
        Assert.Equal($$"""{"results":[{"key":"{{_key}}a","status":"queued"},{"key":"{{_key}}b","status":"queued"}]}""", await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation));
        Assert.Equal("caf\ufffd \ufffd\ufffd", (await Gateway.TraceAsync($"{_key}a", running.SiteId)).Push!.Title[^7..]);
    }

    [Theory]
    [InlineData("customdata")]
    [InlineData("unknown")]
    [InlineData("subject")]
    public async Task Deep_nesting_in_one_message_spoils_no_neighbour(string field)
    {
        var deep = new string('[', 500) + new string(']', 500);
        var results = await Gateway.TakeAsync([Message($"{_key}a", 1), With($"{_key}b", 2, (field, deep)), Message($"{_key}c", 3)]);
        Assert.Equal([$"{_key}a queued", $"{_key}c queued"], [results[0], results[2]]);
        Assert.Equal(field == "unknown" ? $"{_key}b queued" : $"{_key}b rejected '{field}' must be {(field == "subject" ? "text" : "nested at most 64 deep")} or null", results[1]);
    }

    [Fact]
    public async Task A_thousand_messages_are_taken()
    {
        var results = await Gateway.TakeAsync(Enumerable.Range(0, 1000).Select(i => Message($"{_key}:{i}", i)));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{_key}:{i} queued"), results);
    }

    private async Task<(RecipientState, string)> StateAsync(string key)
    {
        var message = await Gateway.TraceAsync(key, running.SiteId);
        return (message.State, message.Reason);
    }

    /// <summary>One gateway for all of these: they only add messages. Nothing is sent meanwhile.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal GatewayFixture Gateway { get; private set; } = null!;

        internal long SiteId { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Gateway = await GatewayFixture.StartAsync(("window", "5min"));
            SiteId = Gateway.Site.Id;
        }

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
