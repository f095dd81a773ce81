using TwinPush;

namespace AppCrueNotify.Receipts;

/// <summary>Registers receipts.</summary>
internal static class ReceiptsServices
{
    // A page of 1,000 devices or deliveries is about 0.7 MiB of JSON.
    private const int PageBytes = 4 * 1024 * 1024;

    public static IServiceCollection AddReceipts(this IServiceCollection services, ReceiptsOptions options) => services
        .Configure<TwinPushOptions>(client => client.MaxResponseBytes = Math.Max(client.MaxResponseBytes, PageBytes))
        .AddSingleton(options)
        .AddSingleton<SitesAtOnce>()
        .AddHostedService<ReceiptsService>();
}
