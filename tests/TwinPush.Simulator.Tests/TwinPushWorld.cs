using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Tests;

/// <summary>A simulator on a free port, and a raw client that sends exactly what a test says.</summary>
internal sealed class TwinPushWorld : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private TwinPushWorld(TwinPushSimulator simulator, FakeTimeProvider clock)
    {
        Simulator = simulator;
        Clock = clock;
    }

    public TwinPushSimulator Simulator { get; }

    public FakeTimeProvider Clock { get; }

    public SimulatorState State => Simulator.State;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TwinPushWorld> StartAsync(Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var options = new SimulatorOptions { Time = clock };
        return new TwinPushWorld(await TwinPushSimulator.StartAsync(change?.Invoke(options) ?? options, Cancellation), clock);
    }

    /// <summary>Creates a notification with the demo app's key; the body is JSON as it goes over the wire.</summary>
    public Task<Reply> CreateAsync(string json) => SendAsync("POST", "/notifications", json, creator: SimulatedApp.Demo.CreatorKey);

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path, token: SimulatedApp.Demo.ApiToken);

    public Task<Reply> PostAsync(string path, string? json = null) => SendAsync("POST", path, json, token: SimulatedApp.Demo.ApiToken);

    public Task<Reply> DeleteAsync(string path) => SendAsync("DELETE", path, creator: SimulatedApp.Demo.CreatorKey);

    public async Task<Reply> SendAsync(
        string method, string path, string? body = null, string? creator = null, string? token = null, string type = "application/json", string? app = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Simulator.ApiAddress}/apps/{app ?? SimulatedApp.Demo.AppId}{path}");
        if (creator is not null)
            request.Headers.Add("X-TwinPush-REST-API-Key-Creator", creator);
        if (token is not null)
            request.Headers.Add("X-TwinPush-REST-API-Token", token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type.Length > 0)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        return await SendAsync(request);
    }

    /// <summary>Outside the API: pages and control.</summary>
    public async Task<Reply> OutsideAsync(string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Simulator.Address, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        return await SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Simulator.DisposeAsync();
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, Cancellation);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value));
        return new Reply((int)response.StatusCode, text, headers);
    }
}

internal sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? ErrorType => Json.GetProperty("errors").GetProperty("type").GetString();

    public string? ErrorMessage => Json.GetProperty("errors").GetProperty("message").GetString();

    /// <summary>Of a list with one object.</summary>
    public JsonElement Single => Json.GetProperty("objects").EnumerateArray().Single();

    public string Id => Single.GetProperty("id").GetString()!;
}
