using TwinPush;

namespace AppCrueNotify.Doctor;

/// <summary>Registers the doctor, in the gateway and in a command.</summary>
internal static class DoctorServices
{
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddTwinPush();
        services.AddHttpClient(WebProbe.ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = SiteDoctor.Patience })
            // The framework's own lines would carry addresses.
            .RemoveAllLoggers();
        return services
            .AddSingleton<WebProbe>()
            .AddSingleton<KeyProbe>()
            .AddSingleton<SiteDoctor>();
    }
}
