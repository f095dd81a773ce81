using TwinPush.Transport;

namespace TwinPush;

/// <summary>Makes clients that share one pool of connections.</summary>
/// <remarks>
/// Take it from the container after <see cref="TwinPushServiceCollectionExtensions.AddTwinPush"/>, or make one with
/// <see cref="CreateStandalone"/>. Safe for use by several threads; keep one for the life of the program.
/// </remarks>
public sealed class TwinPushClientFactory : IDisposable
{
    private readonly TwinPushTransport _transport;
    private readonly HttpMessageInvoker? _owned;

    internal TwinPushClientFactory(Func<HttpMessageInvoker> invoker, TwinPushOptions options, TimeProvider time) =>
        _transport = new TwinPushTransport(invoker, options, time);

    private TwinPushClientFactory(HttpMessageInvoker owned, TwinPushOptions options, TimeProvider time)
        : this(() => owned, options, time) => _owned = owned;

    /// <summary>Makes a factory for programs without a container, with its own pool of connections and the same settings.</summary>
    /// <param name="options">Time limits and sizes. Default: null, the defaults.</param>
    /// <param name="timeProvider">The clock for time limits and Retry-After. Default: null, the system's.</param>
    /// <returns>A factory the caller disposes, after which its clients can no longer be used.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is outside its range.</exception>
    public static TwinPushClientFactory CreateStandalone(TwinPushOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new TwinPushOptions();
        TwinPushOptionsValidator.ThrowIfInvalid(options);
        return new TwinPushClientFactory(new HttpMessageInvoker(PrimaryHandler.Create(options)), options, timeProvider ?? TimeProvider.System);
    }

    /// <summary>Makes a client for one app. Cheap: nothing is opened until the first call.</summary>
    /// <param name="app">Address, application id and credentials.</param>
    /// <returns>A client that is safe for use by several threads and needs no disposal.</returns>
    /// <exception cref="ArgumentException">
    /// The address is not an absolute http or https address without query and user, the app id is empty or no single path segment, or a
    /// credential has characters a header cannot carry.
    /// </exception>
    public TwinPushClient Create(TwinPushApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        AppRules.ThrowIfInvalid(app);
        return new TwinPushClient(app, _transport);
    }

    /// <summary>Closes the connections of a factory made by <see cref="CreateStandalone"/>; the container's are its own.</summary>
    public void Dispose() => _owned?.Dispose();
}
