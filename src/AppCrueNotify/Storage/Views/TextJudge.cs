using System.Data.Common;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>Which pushes contain a text; each is looked at once, however many got it.</summary>
internal sealed class TextJudge(string text)
{
    private const int Together = 500;
    private readonly string _wanted = TextFold.Of(text.Trim());
    private readonly Dictionary<long, bool> _judged = [];

    public void Judge(DbConnection connection, IEnumerable<long> pushes)
    {
        foreach (var ids in pushes.Where(id => !_judged.ContainsKey(id)).Distinct().Chunk(Together).ToList())
        {
            foreach (var (id, title, alert) in connection.Query<(long, string, string)>($"SELECT id, title, alert FROM push WHERE id IN {SqlList.Of(ids)}"))
                _judged[id] = Contains(title) || Contains(alert);
        }
    }

    public bool Fits(long push) => _judged.GetValueOrDefault(push);

    private bool Contains(string text) => TextFold.Of(text).Contains(_wanted, StringComparison.Ordinal);
}
