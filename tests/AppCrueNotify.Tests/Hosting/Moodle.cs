using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppCrueNotify.Tests.Hosting;

/// <summary>Writes messages as Moodle's plugin does.</summary>
internal static class Moodle
{
    public static string Message(string key, long user, string text = "The exam moves to Monday", Action<JsonObject>? change = null)
    {
        var message = new JsonObject
        {
            ["key"] = key,
            ["component"] = "mod_assign",
            ["name"] = "assign_notification",
            ["subject"] = text,
            ["fullmessage"] = text,
            ["fullmessageformat"] = 2,
            ["fullmessagehtml"] = null,
            ["smallmessage"] = text,
            ["notification"] = true,
            ["contexturl"] = "https://campus.example.edu/mod/assign/view.php?id=7",
            ["contexturlname"] = "Assignment",
            ["courseid"] = 2,
            ["customdata"] = null,
            ["timecreated"] = 1795456430,
            ["convid"] = null,
            ["conversationtype"] = null,
            ["userfrom"] = new JsonObject { ["id"] = 6003, ["fullname"] = "María José" },
            ["userto"] = new JsonObject { ["id"] = user, ["alias"] = $"est{user}", ["lang"] = "es", ["timezone"] = "Europe/Madrid" },
        };
        change?.Invoke(message);
        return message.ToJsonString(new JsonSerializerOptions { MaxDepth = 512 });
    }

    /// <summary>With other values for some fields, written as JSON; a dot goes into an object.</summary>
    public static string With(string key, long user, params (string Field, string Json)[] values)
    {
        var text = Message(key, user, change: message =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                var path = values[i].Field.Split('.');
                var parent = path.Length == 1 ? message : message[path[0]]!.AsObject();
                parent[path[^1]] = $"@@{i}@@";
            }
        });
        for (var i = 0; i < values.Length; i++)
            text = text.Replace($"\"@@{i}@@\"", values[i].Json, StringComparison.Ordinal);
        return text;
    }

    public static string Request(params IEnumerable<string> messages) => $"{{\"messages\":[{string.Join(',', messages)}]}}";
}
