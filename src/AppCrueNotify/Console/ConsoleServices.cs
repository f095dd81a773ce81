using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Frame;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Console.Login;
using AppCrueNotify.Console.Messages;
using AppCrueNotify.Console.Reach;
using AppCrueNotify.Console.Sites;
using AppCrueNotify.Console.ToSettle;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console;

/// <summary>Registers the console.</summary>
internal static class ConsoleServices
{
    private const long LargestForm = 8 * 1024 * 1024;
    private const int ShortestPassword = 12;
    private const int TriesBeforeLockout = 5;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HalfWay = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddConsole(this IServiceCollection services, ConsoleOptions options)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        // Secure is added to every cookie of the console at its door (ConsolePipeline): asked for here it would refuse a proxy's plain http.
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "__Host-acn-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = LargestForm);
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in options.Proxies)
                o.KnownProxies.Add(proxy);
        });
        services.AddAccounts(options);
        services.UseKeysOfStorage();
        return services
            .AddSingleton(options)
            .AddSingleton<ConsoleAssets>()
            .AddSingleton<Notices>()
            .AddScoped<ReaderTime>()
            .AddScoped<SitesHandler>()
            .AddSingleton<Recalls>()
            .AddScoped<RecallAll>()
            .AddSingleton<ReachFigures>()
            .AddSingleton<IActivityLog, ActivityLog>();
    }

    private static void AddAccounts(this IServiceCollection services, ConsoleOptions options)
    {
        services.AddSingleton<AccountDirectory>().AddSingleton<PasskeyDirectory>().AddSingleton<LoginLinks>().AddSingleton<AdminLinks>().AddSingleton<LoginTries>().AddScoped<Sessions>();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>();
        services.AddIdentityCore<Account>(o =>
        {
            // Length protects; rules about signs only make passwords that are written down.
            o.Password = new() { RequiredLength = ShortestPassword, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            o.Lockout = new() { MaxFailedAccessAttempts = TriesBeforeLockout, DefaultLockoutTimeSpan = Lockout };
            o.User.AllowedUserNameCharacters = "";
        }).AddUserStore<AccountStore>().AddSignInManager().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // Asked for finger, face or PIN, and found by the browser without a name: so a passkey alone opens the console.
            (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required");
            o.ServerDomain = options.PublicUrl?.IdnHost;
        });
        var authentication = services.AddAuthentication();
        authentication.AddIdentityCookies();
        foreach (var (scheme, name, life) in new[]
        {
            (IdentityConstants.ApplicationScheme, "__Host-acn-session", options.SessionLife),
            (IdentityConstants.ExternalScheme, "__Host-acn-arriving", HalfWay),
            (IdentityConstants.TwoFactorUserIdScheme, "__Host-acn-second", HalfWay),
            (IdentityConstants.TwoFactorRememberMeScheme, "__Host-acn-remember", HalfWay),
        })
        {
            services.ConfigureCookie(scheme, name, life);
        }

        if (options.OpenId is { } university)
            OpenIdLogin.Add(authentication, university);
    }

    private static void ConfigureCookie(this IServiceCollection services, string scheme, string name, TimeSpan life) =>
        services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(scheme, o =>
        {
            o.Cookie.Name = name;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.HttpOnly = true;
            o.Cookie.Path = "/";
            o.ExpireTimeSpan = life;
            o.SlidingExpiration = true;
            if (scheme == IdentityConstants.ApplicationScheme)
                o.Events.OnValidatePrincipal = AccountClaims.ValidateAsync;
        });

    /// <summary>The keys that seal cookies are the store's, which nodes share; the framework's own, in the home of whoever started the program, are never made.</summary>
    private static void UseKeysOfStorage(this IServiceCollection services)
    {
        services.AddDataProtection();
        foreach (var maker in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(maker);
    }
}
