using System.Text.RegularExpressions;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Control;
using TwinPush.Simulator.Faults;

namespace TwinPush.Simulator.Tests;

/// <summary>What the README shows works as it is shown.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = ReadText();

    [Fact]
    public async Task Every_curl_example_succeeds()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string device = world.State.RegisterPhone("somebody");
        string root = world.Simulator.Address.ToString().TrimEnd('/');
        var commands = Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.Equal(15, commands.Count);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        foreach (string command in commands)
        {
            string url = Address().Match(command).Value.Replace("$B", root + "/control", StringComparison.Ordinal)
                .Replace("http://127.0.0.1:5090", root, StringComparison.Ordinal).Replace("/ID", "/" + device, StringComparison.Ordinal);
            var method = new HttpMethod(Method().Match(command) is { Success: true } given ? given.Groups[1].Value : "GET");
            using var request = new HttpRequestMessage(method, url);
            foreach (Match header in Header().Matches(command))
                request.Headers.Add(header.Groups[1].Value, header.Groups[2].Value);
            if (Body().Match(command) is { Success: true } body)
                request.Content = new StringContent(body.Groups[1].Value, System.Text.Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{command}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
    }

    [Fact]
    public void Operations_faults_and_credentials_are_all_told()
    {
        foreach (var operation in Operations.All(new Assumptions()))
            Assert.Contains($"`{operation.Name}`", Text, StringComparison.Ordinal);
        foreach (var kind in Enum.GetValues<FaultKind>())
            Assert.Contains("| `" + System.Text.Json.JsonSerializer.Serialize(kind, ControlJson.Options).Trim('"') + "` |", Text, StringComparison.Ordinal);
        foreach (string credential in new[] { SimulatedApp.Demo.AppId, SimulatedApp.Demo.CreatorKey, SimulatedApp.Demo.ApiToken })
            Assert.Contains($"| `{credential}` |", Text, StringComparison.Ordinal);
    }

    private static string ReadText()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AppCrueNotify.slnx")))
            folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder.FullName, "src", "TwinPush.Simulator", "README.md"));
    }

    [GeneratedRegex(@"(\$B|http://127)\S+")]
    private static partial Regex Address();

    [GeneratedRegex("-X ([A-Z]+)")]
    private static partial Regex Method();

    [GeneratedRegex("-H '(X-[^:]+): ([^']+)'")]
    private static partial Regex Header();

    [GeneratedRegex("-d '([^']+)'")]
    private static partial Regex Body();
}
