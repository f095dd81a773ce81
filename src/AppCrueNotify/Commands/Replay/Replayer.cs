using System.Text;

namespace AppCrueNotify.Commands.Replay;

/// <summary>Posts lines in intake form to a gateway, in batches, as Moodle's plugin does.</summary>
internal sealed class Replayer(ReplayOptions options, TimeProvider time)
{
    private static readonly byte[] Head = [.. "{\"messages\":["u8];
    private static readonly byte[] Tail = [.. "]}"u8];

    /// <summary>Posts everything that can be posted; bad lines do not stop the others.</summary>
    /// <param name="say">Told what is going on.</param>
    public async Task<ReplayReport> RunAsync(IAsyncEnumerable<JsonLine> lines, Action<string> say, CancellationToken cancellationToken)
    {
        var report = new ReplayReport();
        using var client = new IntakeClient(options, time);
        var batch = new List<(int Line, byte[] Text)>();
        var bytes = Head.Length + Tail.Length;
        try
        {
            await foreach (var line in lines.WithCancellation(cancellationToken))
            {
                report.Lines++;
                var text = Encoding.UTF8.GetBytes(line.Text);
                if ((JsonLines.Error(line.Text) ?? TooLong(text)) is { } error)
                {
                    report.Add(new(line.Number, null, ReplayReport.Failed, error));
                    continue;
                }

                if (batch.Count == options.BatchSize || (batch.Count > 0 && bytes + text.Length + 1 > options.BatchBytes))
                {
                    await PostAsync(client, batch, report, say, cancellationToken);
                    (batch, bytes) = ([], Head.Length + Tail.Length);
                }

                batch.Add((line.Number, text));
                bytes += text.Length + 1;
            }

            if (batch.Count > 0)
                await PostAsync(client, batch, report, say, cancellationToken);
        }
        catch (CommandFailedException e)
        {
            report.Stopped = e.Message;
        }

        return report;
    }

    private string? TooLong(byte[] text) =>
        text.Length + Head.Length + Tail.Length > options.BatchBytes ? $"it has {text.Length} bytes, more than a request may have" : null;

    private static async Task PostAsync(IntakeClient client, List<(int Line, byte[] Text)> batch, ReplayReport report, Action<string> say, CancellationToken cancellationToken)
    {
        say($"Line {batch[^1].Line}: {report.Results.Count} messages answered");
        var results = await client.PostAsync(Body(batch), say, cancellationToken);
        if (results.Count != batch.Count)
            throw new CommandFailedException($"The gateway answered with {results.Count} results for {batch.Count} messages.");
        report.Requests++;
        for (var i = 0; i < results.Count; i++)
            report.Add(new(batch[i].Line, results[i].Key, results[i].Status, results[i].Reason));
    }

    private static byte[] Body(List<(int Line, byte[] Text)> batch)
    {
        using var body = new MemoryStream();
        body.Write(Head);
        for (var i = 0; i < batch.Count; i++)
        {
            if (i > 0)
                body.WriteByte((byte)',');
            body.Write(batch[i].Text);
        }

        body.Write(Tail);
        return body.ToArray();
    }
}
