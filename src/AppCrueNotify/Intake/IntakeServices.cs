namespace AppCrueNotify.Intake;

/// <summary>Registers and maps the intake.</summary>
internal static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IntakeOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IntakeMetrics>()
        .AddSingleton<IntakeHandler>()
        .AddSingleton<IntakeEndpoints>();

    public static void MapIntake(this IEndpointRouteBuilder routes)
    {
        var intake = routes.ServiceProvider.GetRequiredService<IntakeEndpoints>();
        routes.MapPost("/api/v1/messages", (Delegate)intake.PostAsync).WithName("PostMessages");
    }
}
