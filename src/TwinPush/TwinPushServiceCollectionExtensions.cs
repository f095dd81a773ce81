using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TwinPush.Transport;

namespace TwinPush;

/// <summary>Registers the TwinPush client in a container.</summary>
public static class TwinPushServiceCollectionExtensions
{
    /// <summary>The name under which the handler pipeline is registered with <see cref="IHttpMessageHandlerFactory"/>: <c>TwinPush</c>.</summary>
    public const string HttpClientName = "TwinPush";

    /// <summary>
    /// Registers <see cref="TwinPushClientFactory"/> as a singleton, with the named HTTP client <see cref="HttpClientName"/> behind it.
    /// </summary>
    /// <remarks>
    /// Handlers that the program adds to all its HTTP clients (retries, above all) are left out of this one: a retry would send a
    /// notification twice. The framework's request logging is left out too, for its lines would carry identifiers. Options are validated
    /// when the host starts. Takes the clock from a registered <see cref="TimeProvider"/>, or the system's.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets time limits and sizes. Default: null, the defaults.</param>
    /// <returns><paramref name="services"/>, for chaining.</returns>
    public static IServiceCollection AddTwinPush(this IServiceCollection services, Action<TwinPushOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TwinPushOptions>, TwinPushOptionsValidator>());
        var options = services.AddOptions<TwinPushOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);

        services.AddHttpClient(HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(provider => PrimaryHandler.Create(Options(provider)))
            .ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear())
            .RemoveAllLoggers()
            // The handler itself renews its connections, so it need not be replaced to follow the DNS.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        services.TryAddSingleton(provider =>
        {
            var handlers = provider.GetRequiredService<IHttpMessageHandlerFactory>();
            var invoker = new HttpMessageInvoker(handlers.CreateHandler(HttpClientName), disposeHandler: false);
            return new TwinPushClientFactory(() => invoker, Options(provider), provider.GetService<TimeProvider>() ?? TimeProvider.System);
        });
        return services;
    }

    private static TwinPushOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<TwinPushOptions>>().Value;
}
