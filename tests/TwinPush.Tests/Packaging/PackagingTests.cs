using System.IO.Compression;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Packaging;

/// <summary>What users of the client get: a package, and a native program without a runtime. Slow: both run the SDK.</summary>
[Trait("Category", "Slow")]
public sealed class PackagingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twinpush-packaging-");

    [Fact]
    public async Task The_sample_publishes_as_a_native_program_without_a_warning_and_works()
    {
        await using var server = RawServer.Answering(request => (200, request.Target.Split('?')[0].Split('/')[^1] switch
        {
            "notifications" => Sample.Accepted,
            "report" => """{"status":"sent","delivery_count":1}""",
            _ => """{"objects":[{"id":"d1","active":true,"last_registered_at":"2016-03-01 12:47:25 UTC"}],"total_pages":1}""",
        }));

        var published = await DotnetAsync("publish", SourceTree.Path("samples", "TwinPush.Aot"), "-c", "Release");
        var binary = Path.Combine(_folder.FullName, "publish", "TwinPush.Aot", "release", "TwinPush.Aot");
        var run = await ProcessRun.OfAsync(
            binary, [server.Address.AbsoluteUri, "ab42d6512343133a", Sample.CreatorKey, Sample.ApiToken, "est1"], Sample.Token);

        Assert.DoesNotContain("warning", published.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("created n1\nreport Sent\ndevice d1, active: True, registered 2016-03-01 12:47:25Z\n", run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Hello from a native program 👋", server.Requests[0].Body, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(binary).Length, 1, 12_000_000);
    }

    [Fact]
    public async Task The_package_has_the_library_its_documentation_the_readme_and_the_licence()
    {
        await DotnetAsync("pack", SourceTree.Path("src", "TwinPush"), "-c", "Release");

        var packages = Path.Combine(_folder.FullName, "package", "release");
        using var package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(packages, "TwinPush.*.nupkg")), Sample.Token);
        using var symbols = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(packages, "TwinPush.*.snupkg")), Sample.Token);
        var files = package.Entries.Select(entry => entry.FullName).ToArray();
        using var reader = new StreamReader(await package.GetEntry("TwinPush.nuspec")!.OpenAsync(Sample.Token));
        var nuspec = await reader.ReadToEndAsync(Sample.Token);

        Assert.Contains("lib/net10.0/TwinPush.dll", files);
        Assert.Contains("lib/net10.0/TwinPush.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains(symbols.Entries, entry => entry.FullName == "lib/net10.0/TwinPush.pdb");
        foreach (var part in new[] { "<id>TwinPush</id>", "GPL-3.0-or-later", "<readme>README.md</readme>", "<tags>twinpush ", "<description>Client for" })
            Assert.Contains(part, nuspec, StringComparison.Ordinal);
        Assert.Equal(1, nuspec.Split("<dependency ").Length - 1);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<ProcessRun> DotnetAsync(params string[] arguments)
    {
        var run = await ProcessRun.OfAsync("dotnet", [.. arguments, "--artifacts-path", _folder.FullName, "--nologo"], Sample.Token);
        Assert.True(run.ExitCode == 0, run.Output);
        return run;
    }
}
