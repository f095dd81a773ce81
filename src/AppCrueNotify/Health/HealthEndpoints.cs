using AppCrueNotify.Problems;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can take messages.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live")).WithName("Live");
        routes.MapGet("/health/ready", ReadyAsync).WithName("Ready");
    }

    private static async Task<IResult> ReadyAsync(FreeSpace freeSpace, ISiteStore store, CancellationToken cancellationToken)
    {
        try
        {
            freeSpace.ThrowIfBelowFloor();
            await store.ProbeAsync(cancellationToken);
            return TypedResults.Text("ready");
        }
        catch (StoreUnavailableException e)
        {
            return Problem.CannotStore.Answer(e.Message, e.RetryAfter);
        }
    }
}
