using TwinPush.Notifications;

namespace TwinPush.Tests.Infrastructure;

/// <summary>Ordinary values for tests that are about something else.</summary>
public static class Sample
{
    public const string CreatorKey = "k0000000000000000000000000000001";

    public const string ApiToken = "t0000000000000000000000000000002";

    public const string Accepted = """{"objects":[{"id":"n1"}],"references":[]}""";

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static NewNotification Notification => new() { Alert = "Hello", Target = NotificationTarget.Aliases(["est1"]) };

    public static TwinPushApp App(Uri address) => new()
    {
        BaseAddress = address, AppId = "ab42d6512343133a", CreatorKey = CreatorKey, ApiToken = ApiToken,
    };

    public static string Error(string type, string message) => $$$"""{"errors":{"type":"{{{type}}}","message":"{{{message}}}"}}""";
}
