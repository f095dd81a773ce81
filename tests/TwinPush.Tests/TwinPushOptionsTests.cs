using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests;

public sealed class TwinPushOptionsTests
{
    public static TheoryData<string, Action<TwinPushOptions>> OutOfRange => new()
    {
        { "ConnectTimeout", options => options.ConnectTimeout = TimeSpan.Zero },
        { "ConnectTimeout", options => options.ConnectTimeout = TimeSpan.FromSeconds(61) },
        { "RequestTimeout", options => options.RequestTimeout = TimeSpan.FromSeconds(5) },
        { "RequestTimeout", options => options.RequestTimeout = TimeSpan.FromMinutes(61) },
        { "PooledConnectionLifetime", options => options.PooledConnectionLifetime = TimeSpan.Zero },
        { "PooledConnectionLifetime", options => options.PooledConnectionLifetime = TimeSpan.FromHours(2) },
        { "MaxConnectionsPerServer", options => options.MaxConnectionsPerServer = 0 },
        { "MaxConnectionsPerServer", options => options.MaxConnectionsPerServer = 10_001 },
        { "MaxResponseBytes", options => options.MaxResponseBytes = 4095 },
        { "MaxResponseBytes", options => options.MaxResponseBytes = int.MaxValue },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_refused_at_start_by_name(string name, Action<TwinPushOptions> spoil)
    {
        using var services = new ServiceCollection().AddTwinPush(spoil).BuildServiceProvider();
        var options = new TwinPushOptions();
        spoil(options);

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        var standalone = Assert.Throws<OptionsValidationException>(() => TwinPushClientFactory.CreateStandalone(options));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(name, standalone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_those_the_documentation_names()
    {
        var options = new TwinPushOptions();

        Assert.Equal(TimeSpan.FromSeconds(5), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(120), options.RequestTimeout);
        Assert.Equal(TimeSpan.FromMinutes(2), options.PooledConnectionLifetime);
        Assert.Equal(64, options.MaxConnectionsPerServer);
        Assert.Equal(1024 * 1024, options.MaxResponseBytes);
    }

    [Fact]
    public async Task The_factory_from_the_container_sends_and_has_its_options()
    {
        await using var server = RawServer.Answering(200, """{"objects":[{"id":"n1","alert":"%"}]}""".Replace("%", new string('x', 5000), StringComparison.Ordinal));
        await using var services = new ServiceCollection().AddTwinPush().AddTwinPush(options => options.MaxResponseBytes = 4096).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        var client = services.GetRequiredService<TwinPushClientFactory>().Create(Sample.App(server.Address));

        var failure = await Assert.ThrowsAsync<TwinPushException>(() => client.CreateNotificationAsync(Sample.Notification, Sample.Token));

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.Single(server.Requests);
    }
}
