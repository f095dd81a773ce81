using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Problems;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Storage.Sqlite;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Intake;

/// <summary>Errors of a whole request: problem details with a stable code.</summary>
public sealed class IntakeErrorsTests(IntakeErrorsTests.Running running) : IClassFixture<IntakeErrorsTests.Running>
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private GatewayFixture Gateway => running.Gateway;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"messages\":null}")]
    [InlineData("{\"messages\":{}}")]
    [InlineData("{\"messages\":\"a\"}")]
    [InlineData("{\"messages\":[]}")]
    [InlineData("{\"messages\":[")]
    [InlineData("{\"messages\":[{}")]
    [InlineData("{\"messages\":[{\"key\"")]
    [InlineData("{\"messages\":[{\"key\":\"a\"")]
    [InlineData("{\"messages\":[{\"key\":\"a")]
    [InlineData("{\"messages\":[{\"key\":\"\\x\"}]}")]
    [InlineData("{\"messages\":[{\"key\":\"\\ud8\"}]}")]
    [InlineData("{\"messages\":[{\"key\":\"a\nb\"}]}")]
    [InlineData("{\"messages\":[{\"customdata\":[1,}]}]}")]
    [InlineData("{\"messages\":[{\"userto\":{\"id\":1,}}]}")]
    [InlineData("{\"messages\":[{}]}}")]
    [InlineData("{\"messages\":[{}]} trailing")]
    [InlineData("{\"messages\":[{}]}{\"messages\":[{}]}")]
    [InlineData("{\"messages\":[{}],}")]
    [InlineData("{'messages':[{}]}")]
    [InlineData("{\"messages\":[{} /* comment */]}")]
    [InlineData("{\"messages\":[NaN]}")]
    [InlineData("{\"messages\":[01]}")]
    public async Task A_body_that_is_not_the_intakes_form_is_malformed(string body) => await AssertAsync(Problem.Malformed, await Gateway.PostAsync(body));

    [Fact]
    public async Task Depth_without_end_is_malformed_and_costs_little()
    {
        await AssertAsync(Problem.Malformed, await Gateway.PostAsync("{\"messages\":[" + new string('[', 4_000_000)));
        await AssertAsync(Problem.Malformed, await Gateway.PostAsync("{\"messages\":[{\"customdata\":" + string.Concat(Enumerable.Repeat("{\"a\":", 500_000))));
    }

    [Fact]
    public async Task More_than_a_thousand_messages_are_too_many() =>
        await AssertAsync(Problem.TooLarge, await Gateway.PostAsync(Request(Enumerable.Range(0, 1001).Select(i => Message($"many:{i}", i)))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exactly_eight_MiB_pass_and_one_byte_more_does_not(bool chunked)
    {
        using var fits = await PostAsync(Padded($"exact {chunked}", MaxBytes), chunked);
        Assert.Equal(HttpStatusCode.Accepted, fits.StatusCode);
        await AssertAsync(Problem.TooLarge, await PostAsync(Padded($"over {chunked}", MaxBytes + 1), chunked));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_refused(string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Request(Message("type", 1)))) };
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        await AssertAsync(Problem.NotJson, await Gateway.Client().SendAsync(request, Cancellation));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task Json_is_taken_however_its_type_is_written(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Request(Message(type, 1)))) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await Gateway.Client().SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_missing_or_wrong_token_is_refused_before_the_body_is_looked_at()
    {
        var other = SiteToken.Create();
        foreach (var header in (string?[])[null, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", Gateway.Token, $"Bearer {Gateway.Token}x", $"Bearer {other.Text}", "Bearer " + new string('x', 5000), "Bearer acn_ab.cd"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages") { Content = new StringContent("{broken") };
            if (header is not null)
                request.Headers.TryAddWithoutValidation("Authorization", header);
            using var client = Gateway.Client();
            client.DefaultRequestHeaders.Authorization = null;
            using var answer = await client.SendAsync(request, Cancellation);
            await AssertAsync(Problem.BadToken, answer);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task A_rotated_token_works_until_its_end_and_no_longer()
    {
        var old = await Gateway.AddSiteAsync("rotated");
        var fresh = SiteToken.Create();
        var site = await Gateway.Get<SiteDirectory>().FindAsync("rotated", Cancellation);
        var now = TimeProvider.System.GetUtcNow();
        await Gateway.Get<ISiteStore>().RotateTokenAsync(site!.Id, new(fresh.Id, fresh.Hash()), now.AddHours(1), now, Cancellation);
        Assert.Equal(["r1 queued"], await Gateway.TakeAsync([Message("r1", 1)], old));
        Assert.Equal(["r1 duplicate"], await Gateway.TakeAsync([Message("r1", 1)], fresh.Text));
        await Gateway.Get<ISiteStore>().RotateTokenAsync(site.Id, new(SiteToken.Create().Id, "x"), now, now, Cancellation);
        await AssertAsync(Problem.BadToken, await Gateway.PostAsync(Request(Message("r2", 1)), old));
        await AssertAsync(Problem.BadToken, await Gateway.PostAsync(Request(Message("r2", 1)), fresh.Text));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_refused(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/v1/messages");
        using var answer = await Gateway.Client().SendAsync(request, Cancellation);
        await AssertAsync(Problem.WrongMethod, answer);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/messages")]
    [InlineData("/api/v1/messages/7")]
    [InlineData("/..%2f..%2fetc/passwd")]
    public async Task An_unknown_address_is_not_found(string path) => await AssertAsync(Problem.NotFound, await Gateway.Client().PostAsync(path, new StringContent(""), Cancellation));

    [Fact]
    public async Task A_full_queue_is_told_to_come_back()
    {
        using var gate = new Gate(Gateway.Get<SqliteWriter>());
        gate.Shut();
        // The queue of this gateway holds four requests.
        var posts = Enumerable.Range(0, 12).Select(i => Gateway.PostAsync(Request(Message($"queue:{i}", i)))).ToList();
        await GatewayFixture.UntilAsync(() => posts.Count(p => p.IsCompleted) == 8);
        await gate.OpenAsync();
        var answers = await Task.WhenAll(posts);
        Assert.Equal(4, answers.Count(a => a.StatusCode == HttpStatusCode.Accepted));
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.Accepted))
        {
            await AssertAsync(Problem.CannotStore, answer);
            Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter!.Delta);
        }

        Assert.Equal(["queue:99 queued"], await Gateway.TakeAsync([Message("queue:99", 1)]));
    }

    internal static async Task AssertAsync(Problem expected, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == (HttpStatusCode)expected.Status, $"{(int)answer.StatusCode} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((expected.Code, expected.Status, expected.Title), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32(), problem.GetProperty("title").GetString()));
        Assert.Equal($"urn:appcrue-notify:problem:{expected.Code}", problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(expected.Status is 429 or 503, answer.Headers.RetryAfter is not null);
    }

    private static byte[] Padded(string key, int bytes)
    {
        var json = Encoding.UTF8.GetBytes(Request(With(key, 1, ("fullmessage", "\"PAD\""))));
        var at = json.AsSpan().IndexOf("PAD"u8);
        var padded = new byte[bytes];
        padded.AsSpan().Fill((byte)'x');
        json.AsSpan(0, at).CopyTo(padded);
        json.AsSpan(at + 3).CopyTo(padded.AsSpan(bytes - (json.Length - at - 3)));
        return padded;
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        // The server may refuse by the head alone; waiting for its word lets the client hear it.
        request.Headers.ExpectContinue = true;
        return await Gateway.Client().SendAsync(request, Cancellation);
    }

    /// <summary>One gateway for all of these, with a small queue. Nothing is sent meanwhile.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal GatewayFixture Gateway { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Gateway = await GatewayFixture.StartAsync(o => o with { Storage = o.Storage with { QueueLimit = 4 } }, ("window", "5min"));

        public ValueTask DisposeAsync() => Gateway.DisposeAsync();
    }
}
