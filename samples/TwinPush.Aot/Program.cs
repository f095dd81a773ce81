using Microsoft.Extensions.DependencyInjection;
using TwinPush;
using TwinPush.Devices;
using TwinPush.Notifications;

// Sends one notification and lists the app's devices, as a native program: TwinPush.Aot ADDRESS APP-ID CREATOR-KEY API-TOKEN ALIAS
if (args is not [var address, var appId, var creatorKey, var apiToken, var alias])
{
    Console.Error.WriteLine("usage: TwinPush.Aot ADDRESS APP-ID CREATOR-KEY API-TOKEN ALIAS");
    return 2;
}

await using var services = new ServiceCollection().AddTwinPush().BuildServiceProvider();
var client = services.GetRequiredService<TwinPushClientFactory>().Create(
    new TwinPushApp { BaseAddress = new Uri(address), AppId = appId, CreatorKey = creatorKey, ApiToken = apiToken });
try
{
    var created = await client.CreateNotificationAsync(new NewNotification
    {
        Alert = "Hello from a native program 👋",
        CustomProperties = CustomProperties.From([new("target_id", "https://example.org/ñ")]),
        Target = NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides> { [alias] = new() { Title = "Hello" } }),
    });
    Console.WriteLine($"created {created.Id}");
    Console.WriteLine($"report {(await client.GetReportAsync(created.Id)).Status}");
    await foreach (var device in client.ListDevicesAsync(new DeviceFilter { Alias = alias }))
        Console.WriteLine($"device {device.Id}, active: {device.Active}, registered {device.LastRegisteredAt:u}");
    return 0;
}
catch (TwinPushException e)
{
    Console.WriteLine($"{e.Kind}: {e.Message}");
    return 1;
}
