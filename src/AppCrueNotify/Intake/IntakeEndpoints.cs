using System.Buffers;
using System.Text.Json;
using System.Threading.RateLimiting;
using AppCrueNotify.Api;
using AppCrueNotify.Messages.Reading;
using AppCrueNotify.Problems;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Intake;

/// <summary><c>POST /api/v1/messages</c>: the contract with Moodle (docs/design.md).</summary>
internal sealed partial class IntakeEndpoints(SiteAuthentication authentication, IntakeHandler handler, IntakeOptions options, ILogger<IntakeEndpoints> logger) : IDisposable
{
    private readonly PartitionedRateLimiter<Site> _atOnce = PartitionedRateLimiter.Create<Site, long>(site => RateLimitPartition.GetConcurrencyLimiter(
        site.Id, _ => new() { PermitLimit = options.RequestsPerSite, QueueLimit = options.WaitingPerSite }));

    public async Task<IResult> PostAsync(HttpContext http)
    {
        var cancellation = http.RequestAborted;
        try
        {
            // Who asks comes first: a stranger costs no memory.
            if (await authentication.SiteOfAsync(http.Request, cancellation) is not { } site)
                return SiteAuthentication.Refusal;
            if (!http.Request.HasJsonContentType())
                return Problem.NotJson.Answer("Send 'Content-Type: application/json'.");
            if (http.Request.ContentLength > options.MaxBytes)
                return TooManyBytes();
            using var turn = await _atOnce.AcquireAsync(site, 1, cancellation);
            return turn.IsAcquired
                ? await TakeAsync(http, site, cancellation)
                : Problem.TooManyRequests.Answer("Send fewer requests at once, with more messages each.", TimeSpan.FromSeconds(2));
        }
        catch (StoreUnavailableException e)
        {
            Log.Refused(logger, e.Message);
            return Problem.CannotStore.Answer(e.Message, e.RetryAfter);
        }
    }

    public void Dispose() => _atOnce.Dispose();

    private async Task<IResult> TakeAsync(HttpContext http, Site site, CancellationToken cancellation)
    {
        var body = ArrayPool<byte>.Shared.Rent((int)Math.Min(http.Request.ContentLength ?? 65536, options.MaxBytes) + 1);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == body.Length)
                    body = Grow(body);
                var read = await http.Request.Body.ReadAsync(body.AsMemory(length), cancellation);
                if (read == 0)
                    break;
                length += read;
                if (length > options.MaxBytes)
                    return TooManyBytes();
            }

            return await AnswerAsync(site, RequestReader.Read(body.AsSpan(0, length), options.MaxMessages), cancellation);
        }
        catch (JsonException e)
        {
            // The parser's own words, which name places in the body but never quote it, unless it is a single byte.
            return Problem.Malformed.Answer(e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooManyBytes() : Problem.Malformed.Answer(e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private async Task<IResult> AnswerAsync(Site site, List<ReadMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return Problem.Malformed.Answer($"'messages' is empty. Send 1 to {options.MaxMessages} messages.");
        if (messages.Count > options.MaxMessages)
            return Problem.TooLarge.Answer($"Send at most {options.MaxMessages} messages a request.");
        var results = await handler.TakeAsync(site, messages, cancellation);
        return TypedResults.Json(new IntakeAnswer(results), IntakeJson.Default.IntakeAnswer, statusCode: StatusCodes.Status202Accepted);
    }

    private IResult TooManyBytes() => Problem.TooLarge.Answer($"Send at most {options.MaxBytes} bytes a request.");

    private static byte[] Grow(byte[] body)
    {
        var larger = ArrayPool<byte>.Shared.Rent(body.Length * 2);
        body.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(body);
        return larger;
    }

    private static partial class Log
    {
        [LoggerMessage(311, LogLevel.Error, "Intake refused a request: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
