using AppCrueNotify.Storage.Views;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

// What Moodle sent, beside the push that was made of it.
public abstract partial class StoreContract
{
    private static readonly byte[] Words = [0, 39, 92, 255, 128, 10];

    [Fact]
    public async Task The_first_message_of_a_push_stays_beside_it_and_later_ones_change_nothing()
    {
        await AddAsync(Message("first", 1) with { Original = Words }, Message("same request", 2) with { Original = [1] });
        await AddAsync(Message("later", 3) with { Original = [2] }, Message("none", 4, Push("another")));
        Assert.Equal(Words, (await OriginalAsync("first"))!.Packed);
        Assert.Equal(Words, (await OriginalAsync("later"))!.Packed);
        Assert.Null((await OriginalAsync("none"))!.Packed);
        Assert.Equal((Now, false), ((await OriginalAsync("later"))!.MadeAt, (await OriginalAsync("later"))!.Protected));
    }

    [Fact]
    public async Task Erasing_somebody_takes_the_originals_of_all_that_they_got()
    {
        await AddAsync(Message("mine", 1) with { Original = Words }, Message("theirs", 2), Message("apart", 3, Push("apart")) with { Original = Words });
        var erasure = await _store.Erasures.BeginAsync(_site, 1, Now, Cancellation);
        Assert.True(await _store.Erasures.EraseAsync(erasure, Now, Cancellation));
        Assert.Null((await OriginalAsync("theirs"))!.Packed);
        Assert.Equal("Exam moved to Monday", (await TraceAsync("theirs")).Push!.Alert);
        Assert.Equal(Words, (await OriginalAsync("apart"))!.Packed);
    }

    [Fact]
    public async Task Originals_are_forgotten_in_bounded_rounds_when_their_site_has_kept_them_long_enough()
    {
        var other = await AddSiteAsync("other");
        await AddAsync([.. Enumerable.Range(0, 5).Select(i => Message($"k{i}", i, Push($"text {i}")) with { Original = Words })]);
        await _store.Intake.AddAsync(other, [Message("longer", 1) with { Original = Words }], Now, Cancellation);
        await _store.Intake.AddAsync(_site, [Message("young", 9, Push("young")) with { Original = Words }], Now.AddDays(2), Cancellation);
        TimeSpan Keep(long site) => site == other ? TimeSpan.FromDays(30) : TimeSpan.FromDays(1);
        var first = await _store.Upkeep.ForgetOriginalsAsync(0, 4, Keep, Now.AddDays(2), Cancellation);
        var second = await _store.Upkeep.ForgetOriginalsAsync(first.Cursor, 4, Keep, Now.AddDays(2), Cancellation);
        Assert.Equal((4, 1, 0L), (first.Deleted, second.Deleted, second.Cursor));
        Assert.Equal(0, (await _store.Upkeep.ForgetOriginalsAsync(0, 100, Keep, Now.AddDays(2), Cancellation)).Deleted);
        Assert.Null((await OriginalAsync("k4"))!.Packed);
        Assert.Equal("text 4", (await TraceAsync("k4")).Push!.Alert);
        Assert.Equal(Words, (await OriginalAsync("longer", other))!.Packed);
        Assert.Equal(Words, (await OriginalAsync("young"))!.Packed);
    }

    private async Task<KeptOriginal?> OriginalAsync(string key, long? site = null)
    {
        var found = Assert.Single((await Search.PageAsync(new() { Sites = [site ?? _site], Key = key }, null, 1, true, Cancellation)).Messages);
        return await new Originals(_store.Shared).FindAsync(site ?? _site, found.Id, Cancellation);
    }
}
