namespace TwinPush.Tests.Infrastructure;

/// <summary>A client of its own for each test, with its own connections.</summary>
public sealed class ClientFixture : IDisposable
{
    private readonly TwinPushClientFactory _factory;

    public ClientFixture(Uri address, TwinPushOptions? options = null, TimeProvider? time = null)
    {
        _factory = TwinPushClientFactory.CreateStandalone(options, time);
        Client = _factory.Create(Sample.App(address));
    }

    public TwinPushClient Client { get; }

    public Task<TwinPushException> FailureAsync() =>
        Assert.ThrowsAsync<TwinPushException>(() => Client.CreateNotificationAsync(Sample.Notification, Sample.Token));

    public void Dispose() => _factory.Dispose();
}
