using System.Text.Json;
using AppCrueNotify.Reliability.Tests.Simulation;

namespace AppCrueNotify.Reliability.Tests.Outage;

/// <summary>A TwinPush that nobody can reach for some time and that answers everything afterwards, each request after a tenth of a second. Remembers when it was asked.</summary>
internal sealed class AwayTwinPush : HttpMessageHandler
{
    private static readonly TimeSpan Answers = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Accepted = """{"objects":[{"id":"1234567890abcdef","type":"Notification"}]}"""u8.ToArray();
    private SimulatedTime _time = null!;
    private DateTimeOffset _back;
    private int _underWay;

    /// <summary>When it was asked in vain.</summary>
    public List<DateTimeOffset> Refused { get; } = [];

    /// <summary>Of each request that it took, in their order: how many it had answered before, and how many were under way with it.</summary>
    public List<(int Answered, int UnderWay)> Taken { get; } = [];

    public int Answered { get; private set; }

    /// <summary>How many recipients it took.</summary>
    public int Recipients { get; private set; }

    public void Begin(SimulatedTime time, DateTimeOffset back) => (_time, _back) = (time, back);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Continuations run at once, on the one thread.
        var source = new TaskCompletionSource<HttpResponseMessage>();
        if (_time.Now < _back)
        {
            Refused.Add(_time.Now);
            _time.At(Answers, () => source.SetException(new HttpRequestException(HttpRequestError.ConnectionError, "connection refused")));
            return source.Task;
        }

        using var body = JsonDocument.Parse(request.Content!.ReadAsByteArrayAsync(cancellationToken).GetAwaiter().GetResult());
        Recipients += body.RootElement.GetProperty("devices_aliases").GetArrayLength();
        Taken.Add((Answered, ++_underWay));
        _time.At(Answers, () =>
        {
            _underWay--;
            Answered++;
            source.SetResult(new(System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(Accepted) });
        });
        return source.Task;
    }
}
