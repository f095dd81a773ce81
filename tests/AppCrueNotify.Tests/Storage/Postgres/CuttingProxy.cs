using System.Net;
using System.Net.Sockets;

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>Stands between a gateway and its database, and cuts the line at a chosen word.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _server;
    private readonly Task _accepting;
    private volatile byte[]? _word;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next message with this word reaches the server, and its answer nobody.</summary>
    public void CutAfter(string word) => _word = System.Text.Encoding.ASCII.GetBytes(word);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
                lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }

        await Task.WhenAll(lines);
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, _server, _stopping.Token);
        using var line = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var cut = new TaskCompletionSource();
        await Task.WhenAny(ForwardAsync(near, far, cut, watch: true, line.Token), ForwardAsync(far, near, cut, watch: false, line.Token));
        await line.CancelAsync();
    }

    private async Task ForwardAsync(TcpClient from, TcpClient to, TaskCompletionSource cut, bool watch, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if (watch && _word is { } word && buffer.AsSpan(0, read).IndexOf(word) >= 0)
                {
                    _word = null;
                    cut.SetResult();
                }

                // The server answers when it has done it; then the line is cut, and the answer with it.
                if (!watch && cut.Task.IsCompleted)
                    return;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side hung up: so does this line.
        }
    }
}
