using System.Net.Sockets;
using System.Text;

namespace TwinPush.Tests.Infrastructure;

/// <summary>One connection, spoken to byte by byte, so that a test can break it at any point.</summary>
public sealed class RawConnection(Socket socket, Stream stream, Action<RawRequest> record)
{
    private readonly List<byte> _ahead = [];

    /// <summary>Reads a whole request and records it; null when the client has closed.</summary>
    public async Task<RawRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FillUntilAsync(() => HeadEnd() >= 0, cancellationToken) is false)
            return null;
        var end = HeadEnd();
        var head = Encoding.ASCII.GetString(_ahead.ToArray(), 0, end);
        var length = int.Parse(new RawRequest(head, "").Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        if (await FillUntilAsync(() => _ahead.Count >= end + 4 + length, cancellationToken) is false)
            return null;
        var request = new RawRequest(head, Encoding.UTF8.GetString(_ahead.ToArray(), end + 4, length));
        _ahead.RemoveRange(0, end + 4 + length);
        record(request);
        return request;
    }

    /// <summary>Reads only until some bytes have come.</summary>
    public Task<bool> ReadSomethingAsync(CancellationToken cancellationToken) => FillUntilAsync(() => _ahead.Count > 0, cancellationToken);

    /// <summary>Receives that many bytes and not one more; what follows stays unread.</summary>
    public Task ReadExactlyAsync(int count, CancellationToken cancellationToken) => stream.ReadExactlyAsync(new byte[count], cancellationToken).AsTask();

    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public Task AnswerAsync(int status, string body, CancellationToken cancellationToken, params string[] headers)
    {
        var lines = headers.Append($"Content-Length: {Encoding.UTF8.GetByteCount(body)}").Append("Content-Type: application/json");
        return WriteAsync($"HTTP/1.1 {status} Reason\r\n{string.Join("\r\n", lines)}\r\n\r\n{body}", cancellationToken);
    }

    /// <summary>Ends the connection with a reset instead of a close.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private int HeadEnd() => Encoding.Latin1.GetString(_ahead.ToArray()).IndexOf("\r\n\r\n", StringComparison.Ordinal);

    private async Task<bool> FillUntilAsync(Func<bool> enough, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        while (!enough())
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
                return false;
            _ahead.AddRange(buffer.AsSpan(0, count));
        }

        return true;
    }
}
