using System.Globalization;
using System.Security.Claims;
using AppCrueNotify.Console.Access;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Claim = System.Security.Claims.Claim;

namespace AppCrueNotify.Console.Accounts;

/// <summary>What a session says of an account, and keeps true: the account is asked again at every request, so that a taken role or a disabled account takes effect at once.</summary>
internal sealed class AccountClaims(IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id),
            new(ClaimTypes.Name, user.Name),
            new(options.Value.ClaimsIdentity.SecurityStampClaimType, user.SecurityStamp),
            new(ConsoleClaims.Role, user.Role.Word()),
        ];
        if (!user.EverySite)
            claims.AddRange([new(ConsoleClaims.OnlySites, "1"), .. user.Sites.Select(s => new Claim(ConsoleClaims.Site, s.ToString(CultureInfo.InvariantCulture)))]);
        if (user.Language is { } language)
            claims.Add(new(ConsoleClaims.Language, language));
        if (user.TimeZone is { } zone)
            claims.Add(new(ConsoleClaims.TimeZone, zone));
        return Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)));
    }

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal!.HasClaim(c => c.Type is ConsoleClaims.Guest))
            return;
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<Account>>();
        if (await signIn.ValidateSecurityStampAsync(context.Principal) is { DisabledAt: null } account)
            context.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(account));
        else
            context.RejectPrincipal();
    }
}
