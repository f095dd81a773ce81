using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TwinPush.Transport;

namespace TwinPush;

/// <summary>All operations of TwinPush's REST API v2 for one app.</summary>
/// <remarks>
/// <para>Made by <see cref="TwinPushClientFactory.Create"/>; safe for use by several threads; needs no disposal.</para>
/// <para>
/// Each call sends its request at most once: nothing is repeated and no redirect is followed. A failed call throws
/// <see cref="TwinPushException"/>, whose <see cref="TwinPushException.Kind"/> says what to do next; identifiers that cannot be
/// identifiers throw <see cref="ArgumentException"/>. Cancelling the caller's own token throws
/// <see cref="OperationCanceledException"/>, and then TwinPush may or may not have carried the request out.
/// </para>
/// </remarks>
public sealed partial class TwinPushClient
{
    private readonly TwinPushApp _app;
    private readonly TwinPushTransport _transport;
    private readonly string _root;

    internal TwinPushClient(TwinPushApp app, TwinPushTransport transport)
    {
        _app = app;
        _transport = transport;
        _root = $"{app.BaseAddress.AbsoluteUri.TrimEnd('/')}/apps/{Uri.EscapeDataString(app.AppId)}";
    }

    /// <summary>Sends a request whose answer, if any, does not matter.</summary>
    private async Task SendAsync(Operation operation, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        var exchange = await ExchangeAsync(operation, body, cancellationToken).ConfigureAwait(false);
        ThrowIfFailed(operation, exchange, understood: true);
    }

    /// <summary>Sends a request and reads what it answers with; null from <paramref name="read"/> means it could not be understood.</summary>
    private async Task<T> SendAsync<T>(Operation operation, ReadOnlyMemory<byte>? body, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var exchange = await ExchangeAsync(operation, body, cancellationToken).ConfigureAwait(false);
        var answer = Answer.Read(exchange, read);
        ThrowIfFailed(operation, exchange, understood: answer is not null);
        return answer!;
    }

    /// <summary>
    /// Sends a request without body and reads the one object of the answer, which has <paramref name="mark"/>: without that property it
    /// is something else, and must not pass for an object full of nulls and zeros.
    /// </summary>
    private Task<T> GetAsync<T>(Operation operation, string mark, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(operation, null, root => Answer.Single(root, mark)?.Deserialize(type), cancellationToken);

    private async Task<Exchange> ExchangeAsync(Operation operation, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        var (header, secret) = operation.Credential switch
        {
            Credential.None => (null, null),
            Credential.CreatorKey => ("X-TwinPush-REST-API-Key-Creator", _app.CreatorKey),
            Credential.ApiToken => ("X-TwinPush-REST-API-Token", _app.ApiToken),
        };
        if (header is not null && string.IsNullOrEmpty(secret))
        {
            throw new TwinPushException(
                FailureKind.MissingCredential, $"TwinPush, {operation.Name}: not sent, because the app has no {operation.Credential}.");
        }

        using var request = new HttpRequestMessage(operation.Method, _root + operation.Path);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "TwinPush.NET");
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, secret);
        if (body is { } json)
            request.Content = new JsonBody(json);
        return await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private void ThrowIfFailed(Operation operation, Exchange exchange, bool understood)
    {
        if (FailureClassifier.Classify(operation, exchange, understood) is { } failure)
            throw FailureMessage.ToException(operation, _app, exchange, failure);
    }

    /// <summary>An identifier as one segment of a path.</summary>
    private static string Segment(string id, string parameter)
    {
        AppRules.ThrowIfNoId(id, parameter, parameter);
        return Uri.EscapeDataString(id);
    }
}
