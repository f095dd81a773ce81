using Microsoft.Extensions.Options;

namespace TwinPush;

/// <summary>Refuses options outside their ranges, all of them at once, in words.</summary>
internal sealed class TwinPushOptionsValidator : IValidateOptions<TwinPushOptions>
{
    public ValidateOptionsResult Validate(string? name, TwinPushOptions options)
    {
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>For use without a container.</summary>
    public static void ThrowIfInvalid(TwinPushOptions options)
    {
        var failures = Failures(options).ToArray();
        if (failures.Length > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(TwinPushOptions), failures);
    }

    private static IEnumerable<string> Failures(TwinPushOptions options)
    {
        if (options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout > TimeSpan.FromMinutes(1))
            yield return $"TwinPush ConnectTimeout must be more than 0 and at most 1 minute, but is {options.ConnectTimeout}.";
        if (options.RequestTimeout <= options.ConnectTimeout || options.RequestTimeout > TimeSpan.FromHours(1))
            yield return $"TwinPush RequestTimeout must be longer than ConnectTimeout and at most 1 hour, but is {options.RequestTimeout}.";
        if (options.PooledConnectionLifetime < TimeSpan.FromSeconds(1) || options.PooledConnectionLifetime > TimeSpan.FromHours(1))
            yield return $"TwinPush PooledConnectionLifetime must be 1 second to 1 hour, but is {options.PooledConnectionLifetime}.";
        if (options.MaxConnectionsPerServer is < 1 or > 10_000)
            yield return $"TwinPush MaxConnectionsPerServer must be 1 to 10,000, but is {options.MaxConnectionsPerServer}.";
        if (options.MaxResponseBytes is < 4096 or > 64 * 1024 * 1024)
            yield return $"TwinPush MaxResponseBytes must be 4,096 to 67,108,864, but is {options.MaxResponseBytes}.";
    }
}
