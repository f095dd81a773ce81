using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Frame;
using AppCrueNotify.Console.Passkeys;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.MyAccount;

/// <summary><c>/account</c>: one's own password, second factor, language and sessions.</summary>
internal sealed class AccountActions(UserManager<Account> users, SignInManager<Account> signIn, AccountDirectory accounts, PasskeyDirectory passkeys, ConsoleOptions options, IActivityLog activity, IStringLocalizer<AccountText> words)
{
    public const string Path = "/account";

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<AccountActions>(Path, new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.ShowAsync(request, cancellation));
        routes.Action<AccountActions>("/account/password", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.PasswordAsync(request, cancellation));
        routes.Action<AccountActions>("/account/reader", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.ReaderAsync(request, cancellation));
        routes.Action<AccountActions>("/account/sign-out-everywhere", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.EverywhereAsync(request, cancellation));
    }

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        await accounts.ByIdAsync(request.Access.Id, cancellationToken) is { } account ? await ShowAsync(request, account, null, cancellationToken) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    private async Task<IResult> ShowAsync(ConsoleRequest request, Account account, string? wrong, CancellationToken cancellationToken)
    {
        return request.Show<AccountPage>(
            new AccountModel
            {
                Account = account,
                Wrong = wrong,
                CodesLeft = await users.CountRecoveryCodesAsync(account),
                Passkeys = await passkeys.OfAsync(account.Id, cancellationToken),
                Place = PasskeyPlaces.Of(options, request.Http.Request.Host.Host),
                PasskeyHome = options.PublicUrl?.GetLeftPart(UriPartial.Authority),
            },
            wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IResult> PasswordAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var form = request.Http.Request.Form;
        string current = form["current"].ToString(), chosen = form["password"].ToString();
        if (chosen != form["again"])
            return await ShowAsync(request, account, words["NotTheSame"], cancellationToken);
        if (account.PasswordHash is not null && await users.IsLockedOutAsync(account))
            return await ShowAsync(request, account, words["WrongPassword"], cancellationToken);
        var result = account.PasswordHash is null ? await users.AddPasswordAsync(account, chosen) : await users.ChangePasswordAsync(account, current, chosen);
        if (!result.Succeeded)
        {
            var mistaken = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            if (mistaken)
                await users.AccessFailedAsync(account);
            return await ShowAsync(request, account, mistaken ? words["WrongPassword"] : words["TooShort", users.Options.Password.RequiredLength], cancellationToken);
        }

        // The change gave the account a new stamp: every other session has ended, this one goes on.
        await signIn.RefreshSignInAsync(account);
        await activity.WriteAsync(request.Access, "account.password", null, null, null, cancellationToken);
        return request.Done(Path, words["PasswordChanged"]);
    }

    private async Task<IResult> ReaderAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        string language = request.Form("language"), zone = request.Form("zone");
        if ((language.Length > 0 && !Languages.IsOne(language)) || (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
            return await ShowAsync(request, account, words["NoSuchZone"], cancellationToken);
        (account.Language, account.TimeZone) = (language.Length > 0 ? language : null, zone.Length > 0 ? zone : null);
        await accounts.SaveAsync(account, cancellationToken);
        return request.Go(Path);
    }

    private async Task<IResult> EverywhereAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        await users.UpdateSecurityStampAsync(account);
        await signIn.SignOutAsync();
        await activity.WriteAsync(request.Access, "account.everywhere", null, null, null, cancellationToken);
        return request.Done(LoginPath.Plain, words["SignedOutEverywhere"]);
    }
}

/// <summary>What the page shows.</summary>
internal sealed record AccountModel
{
    public required Account Account { get; init; }
    public string? Wrong { get; init; }
    public int CodesLeft { get; init; }
    public IReadOnlyList<PasskeyRow> Passkeys { get; init; } = [];
    public PasskeyPlace Place { get; init; }

    /// <summary>Where passkeys work, when that is not here.</summary>
    public string? PasskeyHome { get; init; }

    /// <summary>New recovery codes, shown this once.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
}
