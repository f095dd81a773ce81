namespace AppCrueNotify.Sentinels;

/// <summary>Registers what reads and keeps the sentinels.</summary>
internal static class SentinelServices
{
    public static IServiceCollection AddSentinels(this IServiceCollection services, SentinelOptions options) => services
        .AddSingleton(options)
        .AddSingleton<SentinelInbox>()
        .AddHostedService<SentinelKeeper>();
}
