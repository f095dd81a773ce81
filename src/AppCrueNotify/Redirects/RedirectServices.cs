namespace AppCrueNotify.Redirects;

/// <summary>Registers and maps short links.</summary>
internal static class RedirectServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddRedirects(this IServiceCollection services) => services.AddSingleton<ShortLinkEndpoint>();

    public static void MapRedirects(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/l/{id}", Methods, routes.ServiceProvider.GetRequiredService<ShortLinkEndpoint>().GetAsync).WithName("ShortLink");
}
