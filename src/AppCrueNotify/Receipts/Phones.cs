using AppCrueNotify.Storage;
using TwinPush.Devices;
using TwinPush.Notifications;

namespace AppCrueNotify.Receipts;

/// <summary>What is learned about a recipient's phones. Pure.</summary>
internal static class Phones
{
    private const int LongestPlatform = 20;
    private const int LongestModel = 60;

    public static PhoneReceipt Of(Delivery delivery) => new(
        Clean(delivery.Device?.Platform, LongestPlatform), Clean(delivery.Device is { } device ? Model(device) : "", LongestModel), delivery.CreatedAt, delivery.ReceivedAt, delivery.OpenAt);

    /// <summary>What was known and what was seen now: no phone and no time is lost when a later list lacks it.</summary>
    public static IReadOnlyList<PhoneReceipt> Merge(IReadOnlyList<PhoneReceipt> known, IReadOnlyList<PhoneReceipt> seen)
    {
        var before = known.GroupBy(Key).ToDictionary(g => g.Key, InOrder);
        var now = seen.GroupBy(Key).ToDictionary(g => g.Key, InOrder);
        var merged = before.Keys.Union(now.Keys).SelectMany(k => Join(before.GetValueOrDefault(k, []), now.GetValueOrDefault(k, [])));
        return [.. merged.OrderBy(p => p.HandedAt).ThenBy(p => p.Platform, StringComparer.Ordinal).ThenBy(p => p.Model, StringComparer.Ordinal).TakeLast(PhonesColumn.Most)];
    }

    // Twins of one second are told apart by nothing; the one that received first stays the first.
    private static IEnumerable<PhoneReceipt> Join(List<PhoneReceipt> before, List<PhoneReceipt> now)
    {
        for (var i = 0; i < Math.Max(before.Count, now.Count); i++)
        {
            if (i >= before.Count || i >= now.Count)
                yield return i < before.Count ? before[i] : now[i];
            else
                yield return now[i] with { ReceivedAt = AliasDelivery.First(before[i].ReceivedAt, now[i].ReceivedAt), OpenedAt = AliasDelivery.First(before[i].OpenedAt, now[i].OpenedAt) };
        }
    }

    private static (string, string, DateTimeOffset?) Key(PhoneReceipt phone) => (phone.Platform, phone.Model, phone.HandedAt);

    private static List<PhoneReceipt> InOrder(IEnumerable<PhoneReceipt> phones) => [.. phones.OrderBy(p => p.ReceivedAt ?? DateTimeOffset.MaxValue).ThenBy(p => p.OpenedAt ?? DateTimeOffset.MaxValue)];

    private static string Model(Device device)
    {
        var (maker, model) = (device.DeviceManufacturer?.Trim() ?? "", device.DeviceModel?.Trim() ?? "");
        return model.StartsWith(maker, StringComparison.OrdinalIgnoreCase) ? model : $"{maker} {model}".Trim();
    }

    private static string Clean(string? text, int most)
    {
        var clean = string.Concat((text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return clean.Length <= most ? clean : clean[..most];
    }
}
