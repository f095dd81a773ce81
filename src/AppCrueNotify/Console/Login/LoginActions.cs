using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Passkeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Login;

/// <summary><c>/login</c>: name and password, then the second factor of those who have one; and out again.</summary>
internal sealed class LoginActions(SignInManager<Account> signIn, UserManager<Account> users, IPasswordHasher<Account> hasher, LoginTries tries, ConsoleOptions options, Sessions sessions, IStringLocalizer<LoginText> words)
{
    private const string SecondPath = "/login/second";

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<LoginActions>(LoginPath.Plain, new(null), (login, request, _) => login.Show(request));
        routes.Action<LoginActions>(LoginPath.Plain, new(null), (login, request, cancellation) => login.PasswordAsync(request, cancellation));
        routes.Page<LoginActions>(SecondPath, new(null), (login, request, cancellation) => login.ShowSecondAsync(request, cancellation));
        routes.Action<LoginActions>(SecondPath, new(null), (login, request, cancellation) => login.SecondAsync(request, cancellation));
        routes.Action<LoginActions>("/login/university", new(null), (login, request, cancellation) => login.UniversityAsync(request, cancellation));
        routes.Action<LoginActions>("/logout", new(ConsoleRole.Viewer), (login, request, cancellation) => login.OutAsync(request, cancellation));
    }

    private Task<IResult> Show(ConsoleRequest request) => Task.FromResult(request.SignedIn ? request.Go(Back(request)) : Form(request, null));

    private async Task<IResult> PasswordAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (!tries.Take(request.Http))
            return Form(request, words["TooMany"], StatusCodes.Status429TooManyRequests);
        var password = request.Http.Request.Form["password"].ToString();
        var account = await users.FindByNameAsync(request.Form("name"));
        if (account?.PasswordHash is null || account.DisabledAt is not null)
        {
            // As long as a wrong password takes: nobody learns from the clock which names there are.
            hasher.HashPassword(new(), password);
            return Form(request, words["Wrong"], StatusCodes.Status422UnprocessableEntity);
        }

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut)
            return Form(request, words["LockedOut"], StatusCodes.Status422UnprocessableEntity);
        if (!result.Succeeded)
            return Form(request, words["Wrong"], StatusCodes.Status422UnprocessableEntity);
        if (account.TotpOn)
        {
            // The framework's own half-way cookie, for a few minutes.
            await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: false);
            return request.Go($"{SecondPath}?back={Uri.EscapeDataString(Back(request))}");
        }

        await sessions.BeginAsync(account, "login.password", cancellationToken);
        return request.Go(Back(request));
    }

    private async Task<IResult> ShowSecondAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await signIn.GetTwoFactorAuthenticationUserAsync() is null ? request.Go(LoginPath.Plain) : request.Show<SecondFactorPage>(new LoginModel { Back = Back(request) });
    }

    private async Task<IResult> SecondAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (!tries.Take(request.Http))
            return request.Show<SecondFactorPage>(new LoginModel { Back = Back(request), Wrong = words["TooMany"] }, StatusCodes.Status429TooManyRequests);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { DisabledAt: null } account)
            return request.Go(LoginPath.Plain);
        var code = request.Form("code").Replace(" ", "", StringComparison.Ordinal);
        // Who is locked out is told so also for a good code: else it could be guessed while the lock holds.
        if (await users.IsLockedOutAsync(account))
            return request.Show<SecondFactorPage>(new LoginModel { Back = Back(request), Wrong = words["LockedOut"] }, StatusCodes.Status422UnprocessableEntity);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code) && !(await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded)
        {
            await users.AccessFailedAsync(account);
            return request.Show<SecondFactorPage>(new LoginModel { Back = Back(request), Wrong = words["WrongCode"] }, StatusCodes.Status422UnprocessableEntity);
        }

        await request.Http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await sessions.BeginAsync(account, "login.second", cancellationToken);
        return request.Go(Back(request));
    }

    private async Task<IResult> UniversityAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.OpenId is null)
            return TypedResults.NotFound();
        await request.Http.ChallengeAsync(OpenIdLogin.Scheme, new() { RedirectUri = Back(request) });
        var there = request.Http.Response.Headers.Location.ToString();
        request.Http.Response.Headers.Remove("Location");
        return request.Show<LeavingPage>(new LeavingModel(there));
    }

    private async Task<IResult> OutAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        await request.Get<IActivityLog>().WriteAsync(request.Access, "logout", null, null, null, cancellationToken);
        await request.Http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return request.Done(LoginPath.Plain, words["SignedOut"]);
    }

    private IResult Form(ConsoleRequest request, string? wrong, int status = StatusCodes.Status200OK)
    {
        var http = request.Http.Request;
        return request.Show<LoginPage>(new LoginModel
        {
            Back = Back(request),
            Wrong = wrong,
            Name = HttpMethods.IsPost(http.Method) ? request.Form("name") : "",
            University = options.OpenId is not null,
            // Browsers keep Secure cookies over https, and on the machine itself.
            Passkeys = PasskeyPlaces.Of(options, http.Host.Host) is PasskeyPlace.Here,
            Insecure = !http.IsHttps && http.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"),
        }, status);
    }

    private static string Back(ConsoleRequest request) => LocalPath.Of(HttpMethods.IsPost(request.Http.Request.Method) ? request.Form("back") : request.Query("back"));
}

/// <summary>The university's login.</summary>
internal sealed record LeavingModel(string There);

/// <summary>What the login shows.</summary>
internal sealed record LoginModel
{
    public string Back { get; init; } = "/";
    public string Name { get; init; } = "";
    public string? Wrong { get; init; }
    public bool University { get; init; }
    public bool Passkeys { get; init; }
    public bool Insecure { get; init; }
}
