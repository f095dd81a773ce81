using AppCrueNotify.Storage;
using Dapper;

namespace AppCrueNotify.Targets;

/// <summary>A month of mail: 60,000 users, a text for some thirty people; seven of ten sent, two without the app, some failed, the newest waiting.</summary>
internal static class Month
{
    public const int Messages = 1_000_000;
    private const int Waiting = 1000;
    private const int Piece = 50_000;

    public static async Task FillAsync(World world, CancellationToken cancellationToken)
    {
        var intake = world.Get<IIntakeStore>();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var chunk in Enumerable.Range(1, Messages).Chunk(1000))
        {
            var taken = now.AddMinutes(-43_200.0 * (Messages - chunk[0]) / Messages);
            await intake.AddAsync(world.SiteId, [.. chunk.Select(i => new NewRecipient
            {
                Key = $"n:{i}:{i}", ContentHash = new string('0', 32), UserId = i % 60_000, Alias = $"user{i % 60_000}", Component = i % 5 == 0 ? "mod_quiz" : "mod_forum", Name = "posts", CourseId = i % 900,
                Push = new() { Title = $"📢 Avisos del curso {i % 900}", Alert = $"texto {i / 30}: el examen final de Álgebra Lineal pasa al lunes 30 a las 9:00, en el aula 2.04 del edificio Torres Quevedo", Link = $"https://campus.example.edu/mod/forum/discuss.php?d={i / 30}", CustomProperties = "{}" },
                DueAt = now.AddDays(1), ExpiresAt = now.AddDays(2),
            })], taken, cancellationToken);
        }

        // In pieces, as dispatch would.
        for (var from = 0; from < Messages - Waiting; from += Piece)
        {
            await world.Get<IDatabase>().WriteAsync(
                connection => connection.Execute(
                    "UPDATE recipient SET state = CASE WHEN id % 10 < 7 THEN 'sent' WHEN id % 10 < 9 THEN 'undeliverable' WHEN id % 100 = 9 THEN 'failed' ELSE 'opened' END WHERE id > @from AND id <= @upto",
                    new { from, upto = Math.Min(from + Piece, Messages - Waiting) }), cancellationToken);
        }
    }
}
