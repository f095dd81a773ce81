using System.Text;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>The parts of a filter as conditions on <c>recipient r</c>; values are parameters. Only the parts given: PostgreSQL cannot tell the type of a parameter that is only compared with NULL.</summary>
internal static class FilterSql
{
    public static string Of(MessageFilter filter, DynamicParameters parameters)
    {
        var sql = new StringBuilder();
        void And(string condition, string name, object value)
        {
            sql.Append(" AND ").Append(condition);
            parameters.Add(name, value);
        }

        // The unary plus keeps SQLite on the ids: the index by key begins with the site and would have to be sorted.
        if (filter.Sites is { } sites && filter.Key is null)
            sql.Append(" AND +r.site_id IN ").Append(SqlList.Of(sites));
        if (filter.UserId is { } user)
            And("+r.user_id = @user", "user", user);
        if (filter.Alias is { } alias)
            And(@"lower(r.alias) LIKE @alias ESCAPE '\'", "alias", $"%{Escape(AliasFold.Of(alias))}%");
        if (filter.CourseId is { } course)
            And("r.course_id = @course", "course", course);
        if (filter.Component is { } component)
            And("r.component = @component", "component", component);
        if (filter.States.Count > 0)
            sql.Append(" AND r.state IN ").Append(SqlList.Of(filter.States));
        if (filter.From is { } from)
            And("r.created_at >= @from", "from", from.ToUnixTimeMilliseconds());
        if (filter.Until is { } until)
            And("r.created_at < @until", "until", until.ToUnixTimeMilliseconds());
        return sql.ToString();
    }

    private static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
