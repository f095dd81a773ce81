using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TwinPush.Tests.Infrastructure;

/// <summary>A server on a bare socket: it does exactly what the script says and records every request it saw.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly SemaphoreSlim _seen = new(0);
    private readonly Func<RawConnection, CancellationToken, Task> _script;
    private readonly Func<Stream, CancellationToken, Task<Stream>> _wrap;
    private readonly Task _accepting;
    private int _connections;

    private RawServer(Func<RawConnection, CancellationToken, Task> script, Func<Stream, CancellationToken, Task<Stream>>? wrap)
    {
        _script = script;
        _wrap = wrap ?? ((stream, _) => Task.FromResult(stream));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/api/v2");

    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    public int Connections => _connections;

    /// <summary>Runs the script once per connection; the connection closes when the script ends.</summary>
    public static RawServer Start(
        Func<RawConnection, CancellationToken, Task> script, Func<Stream, CancellationToken, Task<Stream>>? wrap = null) => new(script, wrap);

    /// <summary>Answers every request, keeping connections open.</summary>
    public static RawServer Answering(Func<RawRequest, (int Status, string Body)> answer, params string[] headers) =>
        Start(async (connection, token) =>
        {
            while (await connection.ReadAsync(token) is { } request)
            {
                var (status, body) = answer(request);
                await connection.AnswerAsync(status, body, token, headers);
            }
        });

    /// <summary>Answers every request the same.</summary>
    public static RawServer Answering(int status, string body, params string[] headers) => Answering(_ => (status, body), headers);

    /// <summary>Waits until one more request was seen.</summary>
    public Task SeenAsync(CancellationToken cancellationToken) => _seen.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
        _seen.Dispose();
        if (!_faults.IsEmpty)
            throw new AggregateException("The server's script failed.", _faults);
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            Interlocked.Increment(ref _connections);
            try
            {
                await using var stream = await _wrap(new NetworkStream(socket), _stopping.Token);
                await _script(new RawConnection(socket, stream, Record), _stopping.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away or the test is over: the client's side is what is examined.
            }
            catch (Exception e)
            {
                _faults.Enqueue(e);
            }
        }
    }

    private void Record(RawRequest request)
    {
        _requests.Enqueue(request);
        _seen.Release();
    }
}
