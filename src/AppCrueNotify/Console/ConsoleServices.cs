using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Frame;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Console.Reach;
using AppCrueNotify.Console.Sites;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console;

/// <summary>Registers the console.</summary>
internal static class ConsoleServices
{
    private const long LargestForm = 8 * 1024 * 1024;
    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(8);

    public static IServiceCollection AddConsole(this IServiceCollection services, StorageOptions storage)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddConsoleKeys(storage);
        // Secure is added to every cookie of the console at its door (ConsolePipeline): asked for here it would refuse a proxy's plain http.
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "__Host-acn-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = LargestForm);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, o =>
        {
            o.Cookie.Name = "__Host-acn-session";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.ExpireTimeSpan = SessionLife;
            o.SlidingExpiration = true;
        });
        return services
            .AddSingleton<ConsoleAssets>()
            .AddSingleton<Notices>()
            .AddScoped<ReaderTime>()
            .AddScoped<SitesHandler>()
            .AddSingleton<ReachFigures>()
            .AddSingleton<IActivityLog, ActivityLog>();
    }

    /// <summary>The keys that seal cookies and links: those of the data directory. The one place that knows where they lie.</summary>
    private static void AddConsoleKeys(this IServiceCollection services, StorageOptions storage) =>
        services.AddDataProtection().SetApplicationName("appcrue-notify").PersistKeysToFileSystem(Directory.CreateDirectory(storage.KeysDirectory));
}
