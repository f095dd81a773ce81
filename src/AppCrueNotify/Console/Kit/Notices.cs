using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AppCrueNotify.Console.Kit;

/// <summary>Whether something was done.</summary>
internal enum NoticeKind
{
    Done,
    Refused,
}

/// <summary>A sentence for the next page, in the reader's language.</summary>
internal sealed record Notice(NoticeKind Kind, string Sentence);

/// <summary>Carries a sentence over the redirect after a change, in a sealed cookie that is read once.</summary>
internal sealed class Notices(IDataProtectionProvider protection, TimeProvider time)
{
    private const string Cookie = "__Host-acn-notice";
    private const int LongestSentence = 1000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("console notices").ToTimeLimitedDataProtector();

    public void Leave(HttpContext http, Notice notice)
    {
        var sentence = notice.Sentence.Length > LongestSentence ? notice.Sentence[..LongestSentence] : notice.Sentence;
        http.Response.Cookies.Append(Cookie, _seal.Protect((notice.Kind == NoticeKind.Done ? "+" : "-") + sentence, time.GetUtcNow() + Lifetime), Options());
    }

    /// <summary>The sentence that waits, which is gone then; null when there is none.</summary>
    public Notice? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } sealedNotice)
            return null;
        if (!http.Response.HasStarted)
            http.Response.Cookies.Delete(Cookie, Options());
        try
        {
            var text = _seal.Unprotect(sealedNotice);
            return new(text[0] == '+' ? NoticeKind.Done : NoticeKind.Refused, text[1..]);
        }
        catch (CryptographicException)
        {
            // Too old or not ours: nothing to say.
            return null;
        }
    }

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
