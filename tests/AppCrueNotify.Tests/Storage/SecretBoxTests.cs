using AppCrueNotify.Storage;

namespace AppCrueNotify.Tests.Storage;

public sealed class SecretBoxTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private StorageOptions Options => new() { Directory = _directory.Path };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_secret_is_unreadable_when_closed_and_the_same_when_opened_by_the_next_process()
    {
        var closed = new SecretBox(Options).Close("the secret");
        Assert.DoesNotContain("secret", closed, StringComparison.Ordinal);
        Assert.Equal("the secret", new SecretBox(Options).Open(closed));
    }

    [Fact]
    public void Without_its_keys_a_secret_stays_closed()
    {
        var closed = new SecretBox(Options).Close("the secret");
        Directory.Delete(Options.KeysDirectory, recursive: true);
        Assert.Null(new SecretBox(Options).Open(closed));
    }

    [Fact]
    public void Only_the_gateways_user_may_read_the_keys()
    {
        _ = new SecretBox(Options);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Options.KeysDirectory));
    }

    [Fact]
    public async Task Programs_that_start_at_once_agree_on_the_key_of_links()
    {
        Directory.CreateDirectory(Options.KeysDirectory);
        using var together = new Barrier(8);
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Convert.ToHexString(SecretBox.LinkKey(Options));
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(keys.Distinct());
        Assert.Equal(64, keys[0].Length);
        Assert.False(File.Exists(Path.Combine(Options.KeysDirectory, "links.fresh")));
    }
}
