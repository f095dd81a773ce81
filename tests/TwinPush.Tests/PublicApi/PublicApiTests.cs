using PublicApiGenerator;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.PublicApi;

/// <summary>The public surface of the client changes only on purpose.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_accepted_one()
    {
        var accepted = SourceTree.Path("tests", "TwinPush.Tests", "PublicApi", "TwinPush.txt");
        var received = Path.ChangeExtension(accepted, ".received.txt");
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false };
        var surface = typeof(TwinPushClient).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n").TrimEnd() + "\n";

        if (File.Exists(accepted) && File.ReadAllText(accepted).ReplaceLineEndings("\n") == surface)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, surface);
        Assert.Fail(
            $"The public API of TwinPush changed. Compare {received} with {accepted}. If the change is wanted, accept it by moving the first over "
            + "the second, and say in the changelog what callers must do.");
    }
}
