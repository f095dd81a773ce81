using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Moodle;

/// <summary>What a Moodle sends, as text.</summary>
internal static class MoodleCalls
{
    public static string Message(long user, int number, string text = "hello", string alias = "alias") => JsonSerializer.Serialize(new
    {
        key = $"n:{number}:{user}",
        component = "mod_quiz",
        name = "submission",
        subject = $"Quiz {text}",
        smallmessage = $"Small {text}",
        fullmessage = $"Full {text}",
        notification = true,
        userto = new { id = user, alias = $"{alias}{user}" },
    });

    public static async Task TakeAsync(this GatewayFixture gateway, params string[] messages)
    {
        var answer = await gateway.PostAsync($"{{\"messages\":[{string.Join(',', messages)}]}}");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public static Task<HttpResponseMessage> CallAsync(this GatewayFixture gateway, HttpMethod method, string path, string? json = null, string? token = null) =>
        gateway.Client(token).SendAsync(
            new(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") }, GatewayFixture.Cancellation);

    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> call, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation);
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public static string[] Texts(this JsonNode? list) => [.. list!.AsArray().Select(n => (string)n!)];
}
