using System.Net;
using System.Net.Http.Headers;

namespace TwinPush.Transport;

/// <summary>A request body that knows whether writing it has begun, and that can be written once only.</summary>
/// <remarks>
/// The first is what tells "surely not sent" from "unknown". The second keeps the promise of one POST per call even where somebody put
/// a handler that retries into the pipeline.
/// </remarks>
internal sealed class JsonBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;
    private int _writes;

    public JsonBody(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    /// <summary>Whether a byte may have left.</summary>
    public bool WritingBegun => Volatile.Read(ref _writes) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writes) > 1)
            throw new InvalidOperationException("A request to TwinPush is written once: a handler in the pipeline tried to repeat it.");
        await stream.WriteAsync(_json, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
