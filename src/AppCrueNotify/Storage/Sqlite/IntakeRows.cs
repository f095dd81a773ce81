using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>A request's rows as the JSON arrays that the set-based statements read.</summary>
internal sealed record IntakeRows(string? Pushes, string? ShortLinks, string Recipients, DateTimeOffset LinksExpireAt)
{
    // A short link outlives its message's expiry: the push stays in the phone's inbox.
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(90);

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static IntakeRows Of(IReadOnlyList<NewRecipient> recipients)
    {
        var hashes = new Dictionary<Push, (string Hash, byte[]? Original)>(ReferenceEqualityComparer.Instance);
        foreach (var recipient in recipients)
        {
            if (recipient.Push is { } push && !hashes.ContainsKey(push))
                hashes.Add(push, (push.ContentHash(), recipient.Original));
        }

        var links = hashes.Keys.Select(p => p.ShortLink).OfType<ShortLink>().DistinctBy(l => l.Id).ToList();
        return new(
            hashes.Count == 0 ? null : Json(hashes.DistinctBy(h => h.Value.Hash), (w, h) => WritePush(w, h.Key, h.Value.Hash, h.Value.Original)),
            links.Count == 0 ? null : Json(links, (w, l) =>
            {
                w.WriteStringValue(l.Id);
                w.WriteStringValue(l.Target);
            }),
            Json(recipients, (w, r) => WriteRecipient(w, r, r.Push is null ? null : hashes[r.Push].Hash)),
            recipients.Count == 0 ? default : recipients.Max(r => r.ExpiresAt) + LinkLife);
    }

    public static string Keys(IReadOnlyList<NewRecipient> recipients) => Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var recipient in recipients)
            writer.WriteStringValue(recipient.Key);
        writer.WriteEndArray();
    });

    private static void WritePush(Utf8JsonWriter writer, Push push, string hash, byte[]? original)
    {
        writer.WriteStringValue(hash);
        writer.WriteStringValue(push.Title);
        writer.WriteStringValue(push.Alert);
        writer.WriteStringValue(push.Link);
        writer.WriteStringValue(push.CustomProperties);
        writer.WriteNumberValue(push.Protected ? 1 : 0);
        writer.WriteStringValue(push.LinkNote);
        if (original is null)
            writer.WriteNullValue();
        else
            WriteHex(writer, original);
    }

    // JSON has no bytes; hexadecimal digits become them again without a decoder of ours.
    private static void WriteHex(Utf8JsonWriter writer, byte[] bytes)
    {
        var digits = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        Convert.TryToHexStringLower(bytes, digits, out var length);
        writer.WriteStringValue(digits.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(digits);
    }

    private static void WriteRecipient(Utf8JsonWriter writer, NewRecipient recipient, string? pushHash)
    {
        var state = recipient.Push is null ? RecipientState.Skipped : RecipientState.Waiting;
        writer.WriteStringValue(recipient.Key);
        writer.WriteStringValue(recipient.ContentHash);
        writer.WriteNumberValue(recipient.UserId);
        writer.WriteStringValue(recipient.Alias);
        writer.WriteStringValue(recipient.Component);
        writer.WriteStringValue(recipient.Name);
        if (recipient.CourseId is { } course)
            writer.WriteNumberValue(course);
        else
            writer.WriteNullValue();
        writer.WriteStringValue(pushHash);
        writer.WriteStringValue(state.Word());
        writer.WriteStringValue(recipient.SkipReason ?? "taken from Moodle");
        writer.WriteNumberValue(recipient.DueAt.Column());
        writer.WriteNumberValue(recipient.ExpiresAt.Column());
        writer.WriteNumberValue(recipient.Personal ? 0 : 1);
    }

    private static string Json<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> columns) => Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            columns(writer, row);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
