using AppCrueNotify.Commands.Trace;
using AppCrueNotify.Messages;
using AppCrueNotify.Receipts;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage;
using TwinPush.Notifications;

namespace AppCrueNotify.Tests.Receipts;

public sealed class PhonesTests
{
    private static DateTimeOffset Now => Samples.Now;
    private static PhoneReceipt Pixel { get; } = new("android", "Google Pixel 8", Samples.Now, null, null);
    private static PhoneReceipt IPhone { get; } = new("ios", "Apple iPhone15,2", Samples.Now, null, null);

    [Fact]
    public void A_phone_is_told_by_platform_maker_and_model_and_by_nothing_of_its_own()
    {
        var phone = Phones.Of(new()
        {
            Id = "77", CreatedAt = Now,
            Device = new() { Id = "d1", Alias = "ana", Platform = "android", DeviceManufacturer = "samsung", DeviceModel = "SM-G991B\n\0", DeviceCode = "imei", PushToken = "push" },
        });
        Assert.Equal(new("android", "samsung SM-G991B", Now, null, null), phone);
        Assert.Equal("Nokia 5", Phones.Of(new() { Device = new() { DeviceManufacturer = "nokia", DeviceModel = "Nokia 5" } }).Model);
        Assert.Equal(60, Phones.Of(new() { Device = new() { DeviceModel = new('m', 500) } }).Model.Length);
        Assert.Equal(new("", "", null, null, null), Phones.Of(new Delivery()));
    }

    [Fact]
    public void What_a_later_list_lacks_is_not_forgotten_and_times_only_come()
    {
        var known = new[] { Pixel with { ReceivedAt = Now.AddSeconds(3) }, IPhone };
        Assert.Equal(known, Phones.Merge(known, []));
        Assert.Equal(
            [Pixel with { ReceivedAt = Now.AddSeconds(3), OpenedAt = Now.AddMinutes(1) }, IPhone],
            Phones.Merge(known, [Pixel with { OpenedAt = Now.AddMinutes(1) }]));
        Assert.Equal(Now.AddSeconds(1), Phones.Merge(known, [Pixel with { ReceivedAt = Now.AddSeconds(1) }])[0].ReceivedAt);
    }

    [Fact]
    public void Two_phones_of_one_model_stay_two()
    {
        var merged = Phones.Merge([Pixel with { ReceivedAt = Now.AddSeconds(3) }, Pixel], [Pixel with { ReceivedAt = Now.AddSeconds(5) }, Pixel with { ReceivedAt = Now.AddSeconds(3) }]);
        Assert.Equal([3, 5], merged.Select(p => (p.ReceivedAt! - Now).Value.Seconds));
    }

    [Fact]
    public void Of_many_phones_the_last_ones_are_kept()
    {
        var merged = Phones.Merge([], [.. Enumerable.Range(0, 25).Select(i => Pixel with { HandedAt = Now.AddSeconds(i) })]);
        Assert.Equal((PhonesColumn.Most, Now.AddSeconds(24)), (merged.Count, merged[^1].HandedAt));
    }

    [Fact]
    public void Nobody_without_news_is_written_again()
    {
        var seen = new Dictionary<string, List<PhoneReceipt>> { ["ana"] = [Pixel], ["eva"] = [IPhone] };
        var changes = ReceiptRules.Decide(5, [new(1, "Ana", RecipientState.Sent, [Pixel]), new(2, "eva", RecipientState.Received, []), new(3, "luis", RecipientState.Sent, [Pixel])], seen, finished: false, Now);
        var change = Assert.Single(changes);
        Assert.Equal((2L, RecipientState.Received, RecipientState.Received), (change.RecipientId, change.From, change.To));
        Assert.Equal([IPhone], PhonesColumn.Read(change.Phones, 5));
        Assert.Empty(PhonesColumn.Read(change.Phones, 6));
    }

    [Fact]
    public void The_trace_has_a_sentence_for_each_phone()
    {
        Assert.Matches("^phone \\(android Google Pixel 8\\): handed over .*, received .*, opened .*[0-9]$", TraceWords.Describe(Pixel with { ReceivedAt = Now, OpenedAt = Now }));
        Assert.Matches("^phone: handed over .*; the phone has not reported it as received$", TraceWords.Describe(new PhoneReceipt("", "", Now, null, null)));
    }
}
