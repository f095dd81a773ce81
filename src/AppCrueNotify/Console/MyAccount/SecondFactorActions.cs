using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.MyAccount;

/// <summary>The second factor: a key for an authenticator app, tried before it counts, and recovery codes shown once.</summary>
internal sealed class SecondFactorActions(UserManager<Account> users, SignInManager<Account> signIn, AccountDirectory accounts, IActivityLog activity, IStringLocalizer<AccountText> words)
{
    private const string Path = "/account/second-factor";
    private const int Codes = 10;

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<SecondFactorActions>(Path, new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.ShowAsync(request, cancellation));
        routes.Action<SecondFactorActions>("/account/second-factor/begin", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.BeginAsync(request, cancellation));
        routes.Action<SecondFactorActions>("/account/second-factor/confirm", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.ConfirmAsync(request, cancellation));
        routes.Action<SecondFactorActions>("/account/second-factor/off", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.OffAsync(request, cancellation));
    }

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        await accounts.ByIdAsync(request.Access.Id, cancellationToken) switch
        {
            null => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
            { TotpOn: false, TotpKey: not null } account => request.Show<SecondFactorSetupPage>(new AccountModel { Account = account }),
            _ => request.Go(AccountActions.Path),
        };

    private async Task<IResult> BeginAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { TotpOn: false } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        await users.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        return request.Go(Path);
    }

    private async Task<IResult> ConfirmAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { TotpOn: false, TotpKey: not null } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, request.Form("code").Replace(" ", "", StringComparison.Ordinal)))
            return request.Show<SecondFactorSetupPage>(new AccountModel { Account = account, Wrong = words["WrongCode"] }, StatusCodes.Status422UnprocessableEntity);
        await users.SetTwoFactorEnabledAsync(account, true);
        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes))!.ToList();
        await signIn.RefreshSignInAsync(account);
        await activity.WriteAsync(request.Access, "account.second-on", null, null, null, cancellationToken);
        return request.Show<SecondFactorSetupPage>(new AccountModel { Account = account, Codes = codes });
    }

    private async Task<IResult> OffAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        (account.TotpKey, account.RecoveryCodes) = (null, null);
        await users.SetTwoFactorEnabledAsync(account, false);
        await signIn.RefreshSignInAsync(account);
        await activity.WriteAsync(request.Access, "account.second-off", null, null, null, cancellationToken);
        return request.Done(AccountActions.Path, words["SecondIsOff"]);
    }
}
