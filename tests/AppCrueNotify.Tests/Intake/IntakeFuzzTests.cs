using System.Text;
using System.Text.Json;
using AppCrueNotify.Intake;
using CsCheck;

namespace AppCrueNotify.Tests.Intake;

/// <summary>Whatever bytes come, the reader answers with messages, errors of messages, or one malformed request: nothing else is thrown.</summary>
public sealed class IntakeFuzzTests
{
    private static readonly byte[][] Pieces = [.. ((string[])["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "null", "true", "1e999", "-", "0", "\"key\"", "\"userto\"", "\"messages\":[", "\"customdata\":", "\n", "/*", "é", "👩‍👩‍👧"])
        .Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0], [0xEF, 0xBB, 0xBF]];

    private static readonly byte[][] Requests = [.. RepositoryFiles.CampusMessages.Take(30).Chunk(3).Select(m => Encoding.UTF8.GetBytes($"{{\"messages\":[{string.Join(',', m)}]}}"))];

    [Fact]
    public void Random_bytes_are_read_without_a_surprise() => Gen.Byte.Array[0, 400].Sample(Read, iter: 5000);

    [Fact]
    public void Random_pieces_of_JSON_are_read_without_a_surprise() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 60].Select(p => Encoding.UTF8.GetBytes("{\"messages\":[{").Concat(p.SelectMany(i => Pieces[i])).ToArray()).Sample(Read, iter: 20_000);

    [Fact]
    public void Damaged_real_requests_are_read_without_a_surprise() =>
        Gen.Select(Gen.Int[0, Requests.Length - 1], Gen.Select(Gen.Int, Gen.Int[0, 3], Gen.Int[0, Pieces.Length - 1]).Array[1, 6])
            .Select((request, damages) => damages.Aggregate(Requests[request], (bytes, d) => Damage(bytes, (uint)d.Item1, d.Item2, Pieces[d.Item3])))
            .Sample(Read, iter: 10_000);

    private static byte[] Damage(byte[] bytes, uint place, int kind, byte[] piece)
    {
        if (bytes.Length == 0)
            return piece;
        var at = (int)(place % (uint)bytes.Length);
        return kind switch
        {
            0 => [.. bytes[..at], .. piece, .. bytes[at..]],
            1 => [.. bytes[..at], .. piece, .. bytes[Math.Min(bytes.Length, at + piece.Length)..]],
            2 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + (int)(place % 50))..]],
            _ => bytes[..at],
        };
    }

    private static void Read(byte[] body)
    {
        try
        {
            foreach (var read in RequestReader.Read(body, 1000))
            {
                Assert.NotEqual(read.Message is null, read.Error is null);
                foreach (var text in (string?[])[read.Key, read.Message?.Subject, read.Message?.FullMessage, read.Message?.UserTo.Alias])
                    Assert.True(text is null || !HasLoneSurrogate(text));
            }
        }
        catch (JsonException)
        {
            // Answered as malformed.
        }
    }

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Any(r => r.Value == 0xFFFD) && text.Where((c, i) =>
        char.IsHighSurrogate(c) ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]) : char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1]))).Any();
}
