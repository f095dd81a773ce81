using System.Globalization;
using System.Security.Claims;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Sites;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console.Login;

/// <summary>Begins sessions, and writes down who came and how.</summary>
internal sealed class Sessions(SignInManager<Account> signIn, AccountDirectory accounts, IActivityLog activity, TimeProvider time, IHttpContextAccessor http)
{
    private static readonly TimeSpan GuestLife = TimeSpan.FromHours(1);

    /// <summary>A session of an account.</summary>
    public async Task BeginAsync(Account account, string how, CancellationToken cancellationToken)
    {
        (account.LastLoginAt, account.Failures, account.LockedUntil) = (time.GetUtcNow(), 0, null);
        await accounts.SaveAsync(account, cancellationToken);
        var principal = await signIn.CreateUserPrincipalAsync(account);
        await http.HttpContext!.SignInAsync(IdentityConstants.ApplicationScheme, principal, new() { IsPersistent = false });
        await activity.WriteAsync(ConsoleAccess.Of(principal)!, how, null, null, null, cancellationToken);
    }

    /// <summary>A session of somebody whom Moodle sent: an operator, of that site alone, for an hour.</summary>
    public async Task BeginAsGuestAsync(Site site, string who, CancellationToken cancellationToken)
    {
        var id = site.Id.ToString(CultureInfo.InvariantCulture);
        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, $"moodle:{id}"), new(ClaimTypes.Name, who), new(ConsoleClaims.Role, ConsoleRole.Operator.Word()),
                new(ConsoleClaims.Guest, "1"), new(ConsoleClaims.OnlySites, "1"), new(ConsoleClaims.Site, id),
            ], IdentityConstants.ApplicationScheme));
        await http.HttpContext!.SignInAsync(IdentityConstants.ApplicationScheme, principal, new() { IsPersistent = false, AllowRefresh = false, ExpiresUtc = time.GetUtcNow() + GuestLife });
        await activity.WriteAsync(ConsoleAccess.Of(principal)!, "login.moodle", site.Id, null, null, cancellationToken);
    }
}
