using AppCrueNotify.Dispatch;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class PackerTests
{
    private static readonly PackLimits Limits = new(1000, 50, 1_000_000);

    [Fact]
    public void One_text_to_many_takes_a_thousand_a_request()
    {
        var batches = Pack(Enumerable.Range(1, 2500).Select(i => Due(i)));
        Assert.Equal([(BatchKind.Simple, 1000), (BatchKind.Simple, 1000), (BatchKind.Simple, 500)], Shape(batches));
    }

    [Fact]
    public void Different_texts_take_a_thousand_a_request()
    {
        var batches = Pack(Enumerable.Range(1, 1500).Select(i => Due(i, push: i)));
        Assert.Equal([(BatchKind.Multiple, 1000), (BatchKind.Multiple, 500)], Shape(batches));
    }

    [Theory]
    [InlineData(49, 1)]
    [InlineData(50, 2)]
    public void A_push_gets_its_own_request_from_fifty_recipients_on(int recipients, int requests) =>
        Assert.Equal(requests, Pack(Enumerable.Range(1, recipients).Select(i => Due(i, push: 1)).Append(Due(1000, push: 2))).Count);

    [Fact]
    public void The_rest_of_a_full_request_goes_with_others() =>
        Assert.Equal([(BatchKind.Simple, 1000), (BatchKind.Multiple, 2)], Shape(Pack(Enumerable.Range(1, 1001).Select(i => Due(i)).Append(Due(2000, push: 2)))));

    [Fact]
    public void What_is_not_due_waits_unless_its_batch_is_full_or_company_is_due()
    {
        Assert.Empty(Pack([Due(1, dueIn: 1), Due(2, push: 2, dueIn: 1)]));
        Assert.Equal(2, Assert.Single(Pack([Due(1, dueIn: 1), Due(2, push: 2, dueIn: 0)])).Recipients.Count);
        Assert.Equal([(BatchKind.Simple, 1000)], Shape(Pack(Enumerable.Range(1, 1300).Select(i => Due(i, dueIn: 1)))));
    }

    [Fact]
    public void A_batch_that_is_full_by_bytes_leaves_at_once_as_well()
    {
        var batches = Packer.Pack([.. Enumerable.Range(1, 5).Select(i => Due(i, push: i, dueIn: 1))], _ => new(400, 30, false), Limits with { BodyLimit = 1000 }, Now).Where(b => b.Ready);
        Assert.Equal([(BatchKind.Multiple, 2), (BatchKind.Multiple, 2)], Shape(batches));
    }

    [Fact]
    public void A_recipient_larger_than_the_limit_goes_alone() =>
        Assert.Equal([1, 1], Packer.Pack([Due(1, push: 1), Due(2, push: 2)], _ => new(5000, 30, false), Limits with { BodyLimit = 1000 }, Now).Select(b => b.Recipients.Count));

    [Fact]
    public void A_users_second_message_waits_for_a_later_request()
    {
        var first = Assert.Single(Pack([Due(2, user: 7, push: 2, personal: true), Due(1, user: 7, push: 1), Due(3, user: 8, push: 3)]));
        Assert.Equal([1, 3], first.Recipients.Select(r => r.Id));
    }

    [Fact]
    public void An_alias_stands_once_in_a_request_however_it_is_written()
    {
        var batch = Assert.Single(Pack([Due(1, user: 7) with { Alias = "Est1" }, Due(2, user: 8) with { Alias = "est1" }]));
        Assert.Equal([1], batch.Recipients.Select(r => r.Id));
    }

    [Fact]
    public void Personal_batches_leave_first_then_those_that_wait_longest()
    {
        var batches = Pack([.. Enumerable.Range(1, 60).Select(i => Due(i, dueIn: -1)), .. Enumerable.Range(101, 60).Select(i => Due(i, push: 2, dueIn: -9)), Due(500, push: 3, personal: true)]);
        Assert.Equal([3, 2, 1], batches.Select(b => b.Recipients[0].PushId));
    }

    [Fact]
    public void Protected_and_open_texts_never_share_a_request() =>
        Assert.Equal(2, Packer.Pack([Due(1, push: 1), Due(2, push: 2), Due(3, push: 3)], r => new(100, 30, r.PushId == 2), Limits, Now).Count);

    [Fact]
    public void Parts_of_a_rejected_batch_go_alone()
    {
        var batches = Pack([Due(1, push: 1, group: 10), Due(2, push: 2, group: 10), Due(3, push: 3, group: 11), Due(4, push: 4), Due(5, push: 5)]);
        Assert.Equal([[1, 2], [3], [4, 5]], batches.Select(b => b.Recipients.Select(r => r.Id)));
    }

    [Fact]
    public void What_has_expired_is_left_out() => Assert.Empty(Pack([Due(1, expiresIn: 0), Due(2, expiresIn: -5)]));

    private static IReadOnlyList<PackedBatch> Pack(IEnumerable<DueRecipient> recipients) => [.. Packer.Pack([.. recipients], _ => new(100, 30, false), Limits, Now).Where(b => b.Ready)];

    private static IEnumerable<(BatchKind, int)> Shape(IEnumerable<PackedBatch> batches) => batches.Select(b => (b.Kind, b.Recipients.Count));
}
