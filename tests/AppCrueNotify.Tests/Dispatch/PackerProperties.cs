using AppCrueNotify.Dispatch;
using AppCrueNotify.Storage;
using CsCheck;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>What is true of every packing, whatever waits.</summary>
public sealed class PackerProperties
{
    private static readonly Gen<PackLimits> Limits = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 8], Gen.Int[50, 2000]).Select((size, own, body) => new PackLimits(size, own, body));

    private static readonly Gen<DueRecipient[]> Waiting =
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 8], Gen.Int[-3, 3], Gen.Bool, Gen.Int[0, 6], Gen.Int[-1, 40])
            .Select((user, push, due, personal, group, expires) => Due(0, user, push, due, personal, group: group < 3 ? group : null, expiresIn: expires))
            .Array[0, 60].Select(a => a.Select((r, i) => r with { Id = i + 1 }).ToArray()).SelectMany(a => Gen.Shuffle(a));

    [Fact]
    public void Nobody_is_sent_twice_and_every_limit_holds() => Check((_, limits, batches) =>
    {
        var all = batches.SelectMany(b => b.Recipients).ToList();
        Assert.Equal(all.Count, all.DistinctBy(r => r.Id).Count());
        Assert.All(batches, b =>
        {
            Assert.InRange(b.Recipients.Count, 1, limits.Size);
            Assert.Equal(b.Recipients.Count, b.Recipients.DistinctBy(r => r.Alias).Count());
            Assert.Single(b.Recipients.Select(r => r.PackGroup).Distinct());
            Assert.Equal(b.Kind == BatchKind.Simple, b.Recipients.All(r => r.PushId == b.Recipients[0].PushId));
            if (b.Kind == BatchKind.Multiple)
                Assert.Single(b.Recipients.Select(r => Weigh(r).Protected).Distinct());
            if (b.Recipients.Count > 1)
                Assert.True(b.Recipients.Sum(r => b.Kind == BatchKind.Simple ? Weigh(r).AliasBytes : Weigh(r).Bytes) <= limits.BodyLimit);
        });
    });

    [Fact]
    public void A_users_messages_leave_in_their_order_one_a_round() => Check((waiting, _, batches) =>
    {
        var oldest = waiting.Where(r => r.ExpiresAt > Now).GroupBy(r => r.UserId).ToDictionary(g => g.Key, g => g.Min(r => r.Id));
        Assert.All(batches.SelectMany(b => b.Recipients), r => Assert.Equal(oldest[r.UserId], r.Id));
    });

    [Fact]
    public void All_that_is_due_leaves_and_what_is_not_due_leaves_only_in_company_or_in_a_full_batch() => Check((waiting, _, batches) =>
    {
        var left = batches.SelectMany(b => b.Recipients).Select(r => r.Id).ToHashSet();
        var oldest = waiting.Where(r => r.ExpiresAt > Now).GroupBy(r => r.UserId).Select(g => g.MinBy(r => r.Id)!);
        Assert.All(oldest.Where(r => r.DueAt <= Now), r => Assert.Contains(r.Id, left));
        Assert.All(batches, b => Assert.True(b.Full || b.Recipients.Any(r => r.DueAt <= Now)));
        Assert.All(batches.SelectMany(b => b.Recipients), r => Assert.True(r.ExpiresAt > Now));
    });

    [Fact]
    public void There_are_never_more_requests_than_the_bound() => Check((waiting, limits, batches) =>
    {
        // Of each group: the full and large requests of each push, and the others a thousand (or a body) at a time, by protection.
        var bound = 0;
        foreach (var group in waiting.GroupBy(r => r.PackGroup))
        {
            var byAlias = Math.Max(1, Math.Min(limits.Size, limits.BodyLimit / 40));
            bound += group.GroupBy(r => r.PushId).Sum(p => p.Count() / Math.Min(byAlias, Math.Min(limits.OwnRequestFrom, limits.Size)));
            var byBytes = Math.Max(1, Math.Min(limits.Size, limits.BodyLimit / 160));
            bound += group.GroupBy(r => Weigh(r).Protected).Sum(p => (p.Count() + byBytes - 1) / byBytes);
        }

        Assert.InRange(batches.Count, 0, bound);
    });

    [Fact]
    public void Personal_batches_come_first() => Check((_, _, batches) =>
        Assert.Equal(batches.Select(b => b.Recipients.Any(r => r.Personal)).OrderDescending(), batches.Select(b => b.Recipients.Any(r => r.Personal))));

    [Fact]
    public void What_joins_a_batch_keeps_its_limits_and_its_order() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[50, 600], Gen.Int[1, 12], Gen.Int[0, 30], Gen.Int[-2, 2]).Sample((size, body, there, more, due) =>
        {
            var limits = new PackLimits(size, 1, body);
            var packed = Packer.Pack([.. Enumerable.Range(1, there).Select(i => Due(i, push: 1, dueIn: 2))], Weigh, limits, Now)[^1];
            Assert.Equal(!packed.Full, Packer.HasRoom(packed, limits));
            if (packed.Full)
                return;
            var joining = Enumerable.Range(100, more).Select(i => Due(i, push: 1, dueIn: due, expiresIn: i % 3)).ToList();
            var filled = Packer.Fill(packed, joining, Weigh, limits, Now);
            Assert.Equal(packed.Recipients.Concat(joining.Where(r => r.ExpiresAt > Now)).Take(filled.Recipients.Count), filled.Recipients);
            Assert.InRange(filled.Recipients.Count, packed.Recipients.Count, limits.Size);
            Assert.True(filled.Recipients.Count == 1 || filled.Recipients.Sum(r => Weigh(r).AliasBytes) <= limits.BodyLimit);
            Assert.Equal(filled.Full || filled.Recipients.Any(r => r.DueAt <= Now), filled.Ready);
            // Nobody stays behind a batch with room.
            Assert.Equal(filled.Full, filled.Recipients.Count == size || filled.Recipients.Count < packed.Recipients.Count + joining.Count(r => r.ExpiresAt > Now));
        }, iter: 2000);

    private static void Check(Action<DueRecipient[], PackLimits, IReadOnlyList<PackedBatch>> holds) =>
        Gen.Select(Waiting, Limits).Sample((waiting, limits) => holds(waiting, limits, [.. Packer.Pack(waiting, Weigh, limits, Now).Where(b => b.Ready)]), iter: 2000);

    private static PackWeight Weigh(DueRecipient r) => new(80 + (int)(r.Id * 7 % 80), 20 + (int)(r.Id % 20), r.PushId % 3 == 0);
}
