using System.Globalization;
using System.Security.Claims;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AppCrueNotify.Console.Login;

/// <summary>The university's own login. Its word on roles and sites is taken over at each login, so that who leaves a group there loses the role here.</summary>
internal static partial class OpenIdLogin
{
    public const string Scheme = "university";
    public const string CallbackPath = "/login/callback";

    public static void Add(AuthenticationBuilder authentication, OpenIdOptions options) => authentication.AddOpenIdConnect(Scheme, o =>
    {
        o.Authority = options.Authority.ToString();
        o.ClientId = options.ClientId;
        o.ClientSecret = options.ClientSecret;
        o.SignInScheme = IdentityConstants.ExternalScheme;
        o.CallbackPath = CallbackPath;
        o.ResponseType = OpenIdConnectResponseType.Code;
        // By query, not by a form from elsewhere: the cookies below then need not travel with foreign posts.
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.MapInboundClaims = false;
        o.GetClaimsFromUserInfoEndpoint = true;
        o.ClaimActions.MapAll();
        o.RequireHttpsMetadata = !options.Authority.IsLoopback;
        if (options.Backchannel is not null)
            o.BackchannelHttpHandler = options.Backchannel;
        foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
        {
            cookie.Path = "/";
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        o.CorrelationCookie.Name = "__Host-acn-correlation.";
        o.NonceCookie.Name = "__Host-acn-nonce.";
        o.Events.OnTicketReceived = context => ArriveAsync(context, options);
        o.Events.OnRemoteFailure = context =>
        {
            var http = context.HttpContext;
            Log.Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdLogin)), context.Failure?.GetType().Name ?? "no reason");
            Refuse(http, "Failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    });

    /// <summary>Where the provider sends people back to. The framework's middleware answers; without such a login there is nothing.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(CallbackPath, () => TypedResults.NotFound()).WithMetadata(new PageNeeds(null)).ExcludeFromDescription().WithDisplayName("Console GET login callback");

    /// <summary>The role and sites that the grants give; null when none fits.</summary>
    public static (ConsoleRole Role, IReadOnlyList<long>? Sites)? Decide(ClaimsPrincipal person, IReadOnlyList<OpenIdGrant> grants, IReadOnlyList<Site> sites)
    {
        var fitting = grants.Where(g => person.HasClaim(g.Claim, g.Value)).ToList();
        if (fitting.Count == 0)
            return null;
        // The greatest role counts, and the sites of the grants that give it.
        var role = fitting.Max(g => g.Role);
        var giving = fitting.Where(g => g.Role == role).ToList();
        return giving.Any(g => g.Sites.Count == 0) ? (role, null) : (role, [.. sites.Where(s => giving.Any(g => g.Sites.Contains(s.Name))).Select(s => s.Id)]);
    }

    private static async Task ArriveAsync(TicketReceivedContext context, OpenIdOptions options)
    {
        var http = context.HttpContext;
        var cancellationToken = http.RequestAborted;
        context.HandleResponse();
        var sites = await http.RequestServices.GetRequiredService<SiteDirectory>().AllAsync(cancellationToken);
        if (context.Principal?.FindFirstValue("sub") is not { Length: > 0 } subject || Decide(context.Principal, options.Grants, sites) is not { } granted)
        {
            Refuse(http, "NoAccess");
            return;
        }

        var accounts = http.RequestServices.GetRequiredService<AccountDirectory>();
        var account = await accounts.ByLoginAsync(Scheme, subject, cancellationToken) ?? await AddAsync(http, context.Principal, subject);
        if (account is not { DisabledAt: null })
        {
            Refuse(http, "NoAccess");
            return;
        }

        (account.Role, account.EverySite, account.Sites) = (granted.Role, granted.Sites is null, granted.Sites ?? []);
        await http.RequestServices.GetRequiredService<Sessions>().BeginAsync(account, "login.university", cancellationToken);
        http.Response.Redirect(LocalPath.Of(context.ReturnUri));
    }

    private static async Task<Account?> AddAsync(HttpContext http, ClaimsPrincipal person, string subject)
    {
        var users = http.RequestServices.GetRequiredService<UserManager<Account>>();
        var name = person.FindFirstValue("preferred_username") ?? person.FindFirstValue("email") ?? person.FindFirstValue("name") ?? subject;
        // A name that somebody has already is another person here: a login never takes over an account by its name.
        for (var i = 1; i <= 20; i++)
        {
            var account = new Account { Name = i == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({i})"), LoginProvider = Scheme, LoginKey = subject, CreatedAt = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() };
            if ((await users.CreateAsync(account)).Succeeded)
                return account;
        }

        return null;
    }

    private static void Refuse(HttpContext http, string word)
    {
        Frame.Languages.Apply(http);
        http.RequestServices.GetRequiredService<Notices>().Leave(http, new(NoticeKind.Refused, http.RequestServices.GetRequiredService<IStringLocalizer<LoginText>>()[word]));
        http.Response.Redirect(LoginPath.Plain);
    }

    private static partial class Log
    {
        [LoggerMessage(811, LogLevel.Warning, "A login by the university failed ({Reason}).")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
