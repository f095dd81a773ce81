using TwinPush;
using TwinPush.Notifications;

namespace AppCrueNotify.Sites;

/// <summary>How a site reaches its TwinPush app.</summary>
internal static class SiteTwinPush
{
    /// <summary>A client with the site's credentials.</summary>
    public static TwinPushClient Create(this TwinPushClientFactory factory, Site site) => factory.Create(new TwinPushApp
    {
        BaseAddress = site.TwinPushUrl,
        AppId = site.AppId,
        CreatorKey = site.CreatorKey,
        ApiToken = site.ApiToken,
    });

    /// <summary>The site's delivery speed in the client's terms; null leaves it to TwinPush.</summary>
    public static DeliverySpeed? TwinPushSpeed(this SiteSettings settings) => settings.DeliverySpeed switch
    {
        "instant" => DeliverySpeed.Instant,
        "fast" => DeliverySpeed.Fast,
        "normal" => DeliverySpeed.Normal,
        "slow" => DeliverySpeed.Slow,
        _ => null,
    };
}
