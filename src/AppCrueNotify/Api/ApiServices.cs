namespace AppCrueNotify.Api;

/// <summary>Registers what all calls of a Moodle share.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services.AddSingleton<SiteAuthentication>();
}
