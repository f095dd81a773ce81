namespace TwinPush.Transport;

/// <summary>Sends one request and reports how it ended. Never repeats, never throws but for the caller's own cancellation.</summary>
/// <remarks>
/// The framework's connection pool repeats a request by itself only when it was meant for a reused connection that turned out closed
/// and no byte of a body had begun to be written. Every POST of this client has a body, so no POST is ever seen twice.
/// </remarks>
internal sealed class TwinPushTransport(Func<HttpMessageInvoker> invoker, TwinPushOptions options, TimeProvider time)
{
    public async Task<Exchange> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var total = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellationToken);
        HttpResponseMessage? response = null;
        var body = new BoundedBody(options.MaxResponseBytes);
        Exception? error = null;
        try
        {
            response = await invoker().SendAsync(request, either.Token).ConfigureAwait(false);
            await body.ReadAsync(response.Content, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            // Whatever it is: after writing has begun the outcome is unknown, and the caller must hear that and not something else.
            error = e;
        }

        using (response)
        {
            return new Exchange
            {
                WritingBegun = WritingBegun(request, response, error),
                Status = response?.StatusCode,
                RetryAfter = response is not null && response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null,
                Body = body.Bytes,
                BodyTooLong = body.TooLong,
                Error = error,
                TimedOut = error is not null && total.IsCancellationRequested,
                EndedAt = time.GetUtcNow(),
            };
        }
    }

    private static bool WritingBegun(HttpRequestMessage request, HttpResponseMessage? response, Exception? error)
    {
        if (response is not null)
            return true;
        if (request.Content is JsonBody body)
            return body.WritingBegun;
        return error is not HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } && error is not OperationCanceledException { InnerException: TimeoutException };
    }
}
