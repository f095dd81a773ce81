using AppCrueNotify.Dispatch.Inquiries;
using TwinPush;

namespace AppCrueNotify.Dispatch;

/// <summary>Registers dispatch.</summary>
internal static class DispatchServices
{
    public static IServiceCollection AddDispatch(this IServiceCollection services, DispatchOptions options) => services
        .AddTwinPush()
        .AddSingleton(options)
        .AddSingleton(Random.Shared)
        .AddSingleton<DispatchMetrics>()
        .AddSingleton<SentinelGuard>()
        .AddSingleton<Inquirer>()
        .AddSingleton<BatchSender>()
        .AddHostedService<InquiryService>()
        .AddHostedService<DispatchService>();
}
