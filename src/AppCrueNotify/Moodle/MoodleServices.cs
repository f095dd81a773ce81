using AppCrueNotify.Api;

namespace AppCrueNotify.Moodle;

/// <summary>Registers and maps what a Moodle asks beside the intake.</summary>
internal static class MoodleServices
{
    public static IServiceCollection AddMoodle(this IServiceCollection services, MoodleOptions options) => services
        .AddSingleton(options)
        .AddSingleton<TestPush>()
        .AddSingleton<ConnectEndpoint>()
        .AddSingleton<TestPushEndpoint>()
        .AddSingleton<UserEndpoints>();

    public static void MapMoodle(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var users = services.GetRequiredService<UserEndpoints>();
        var moodle = routes.MapGroup("/api/v1").AddEndpointFilter(new SiteFilter(services.GetRequiredService<SiteAuthentication>()));
        moodle.MapPost("/connect", (Delegate)services.GetRequiredService<ConnectEndpoint>().PostAsync).WithName("Connect");
        moodle.MapPost("/test-push", (Delegate)services.GetRequiredService<TestPushEndpoint>().PostAsync).WithName("TestPush");
        moodle.MapGet("/users/{id:long:min(1)}", users.GetAsync).WithName("ExportUser");
        moodle.MapDelete("/users/{id:long:min(1)}", users.DeleteAsync).WithName("EraseUser");
    }
}
