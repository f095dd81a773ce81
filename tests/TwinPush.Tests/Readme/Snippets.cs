using Microsoft.Extensions.DependencyInjection;
using TwinPush.Devices;
using TwinPush.Notifications;

namespace TwinPush.Tests.Readme;

/// <summary>The examples of the client's README, between the marks, as they stand there.</summary>
internal static class Snippets
{
    public static TwinPushClient Standalone(out TwinPushClientFactory made)
    {
#pragma warning disable CA2000 // The test disposes the factory; the README's reader keeps it.
        // snippet: standalone
        var factory = TwinPushClientFactory.CreateStandalone();
        var client = factory.Create(new TwinPushApp
        {
            BaseAddress = new Uri("https://app.twinpush.com/api/v2"),
            AppId = "ab42d6512343133a",
            CreatorKey = Environment.GetEnvironmentVariable("TWINPUSH_CREATOR_KEY"),
            ApiToken = Environment.GetEnvironmentVariable("TWINPUSH_API_TOKEN"),
        });
        // end
#pragma warning restore CA2000
        made = factory;
        return client;
    }

    public static TwinPushClient Container(IServiceCollection services, TwinPushApp app, out ServiceProvider built)
    {
        // snippet: container
        services.AddTwinPush(options => options.RequestTimeout = TimeSpan.FromSeconds(60));
        // end
        var provider = services.BuildServiceProvider();
        built = provider;
        // snippet: from-container
        var client = provider.GetRequiredService<TwinPushClientFactory>().Create(app);
        // end
        return client;
    }

    public static async Task<string> SendAsync(TwinPushClient client, CancellationToken cancellationToken)
    {
        // snippet: send
        var created = await client.CreateNotificationAsync(
            new NewNotification
            {
                Title = "Mathematics",
                Alert = "The lecture starts at ten.",
                CustomProperties = CustomProperties.Parse("""{"target_id":"https://moodle.example.org/course/7"}"""),
                Target = NotificationTarget.Aliases(["est1", "est2"]),
            },
            cancellationToken);
        Console.WriteLine(created.Id);
        // end
        return created.Id;
    }

    public static Task<CreatedNotification> SendDifferentAsync(TwinPushClient client, CancellationToken cancellationToken)
    {
        // snippet: different
        var texts = new Dictionary<string, NotificationOverrides>
        {
            ["est1"] = new() { Alert = "Your grade: 9" },
            ["est2"] = new() { Alert = "Your grade: 8", Badge = "+1" },
        };
        var notification = new NewNotification { Alert = "You have a grade", Target = NotificationTarget.MultipleAliases(texts) };
        Console.WriteLine($"{notification.MeasureRequestBody()} bytes");
        var created = client.CreateNotificationAsync(notification, cancellationToken);
        // end
        return created;
    }

    public static async Task<string> FailAsync(TwinPushClient client, NewNotification notification, CancellationToken cancellationToken)
    {
        // snippet: failures
        try
        {
            await client.CreateNotificationAsync(notification, cancellationToken);
            return "accepted";
        }
        catch (TwinPushException e)
        {
            return e.Kind switch
            {
                FailureKind.NotSent => "surely not sent: try again later",
                FailureKind.Unavailable => $"try again in {e.RetryAfter ?? TimeSpan.FromMinutes(1)}; repeat possible: {e.RepeatPossible}",
                FailureKind.Unknown => "nobody knows: look before you send again",
                FailureKind.NoTarget => "nobody of them has the app",
                FailureKind.UnknownAliases => $"send again without {e.UnknownAliases.Count} aliases",
                FailureKind.Rejected => "something in the request is bad",
                FailureKind.Misconfigured or FailureKind.MissingCredential => "stop and tell the administrator",
                FailureKind.InvalidRequest or FailureKind.NotFound => "a mistake of the caller",
            };
        }
        // end
    }

    public static async Task<int> FollowUpAsync(TwinPushClient client, string id, CancellationToken cancellationToken)
    {
        // snippet: follow-up
        var report = await client.GetReportAsync(id, cancellationToken);
        Console.WriteLine($"{report.Status}: {report.DeliveryCount} devices, {report.OpeningCount} opened it");
        await foreach (var delivery in client.ListDeliveriesAsync(id, cancellationToken: cancellationToken))
            Console.WriteLine($"{delivery.Device?.Id} opened it at {delivery.OpenAt}");
        // end
        return report.DeliveryCount;
    }

    public static async Task<int> CountAsync(TwinPushClient client, CancellationToken cancellationToken)
    {
        // snippet: directory
        var devices = 0;
        await foreach (var device in client.ListDevicesAsync(new DeviceFilter { Active = true }, pageSize: 500, cancellationToken))
            devices++;
        // end
        return devices;
    }
}
