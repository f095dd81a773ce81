namespace AppCrueNotify.Announcements;

/// <summary>Registers announcements.</summary>
internal static class AnnouncementServices
{
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services
        .AddSingleton<AnnouncementSignal>()
        .AddHostedService<AnnouncementKeeper>();
}
