using System.Buffers;

namespace TwinPush.Transport;

/// <summary>Reads an answer's body up to a limit, and keeps what came even when the rest never does.</summary>
internal sealed class BoundedBody(int limit)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public bool TooLong { get; private set; }

    public async Task ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[8192];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var room = limit - _bytes.WrittenCount;
                _bytes.Write(buffer.AsSpan(0, Math.Min(count, room)));
                if (count <= room)
                    continue;
                TooLong = true;
                return;
            }
        }
    }
}
