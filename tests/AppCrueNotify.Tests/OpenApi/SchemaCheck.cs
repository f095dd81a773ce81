using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppCrueNotify.Tests.OpenApi;

/// <summary>Checks JSON against the keywords of JSON Schema that the contract uses; a keyword it does not know fails the test.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <summary>What is wrong, each with its place; empty when it fits.</summary>
    public List<string> Errors(string schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" }, value, "$", errors);
        return errors;
    }

    private void Check(JsonObject schema, JsonNode? value, string place, List<string> errors)
    {
        foreach (var (keyword, rule) in schema)
        {
            var fits = keyword switch
            {
                "description" or "format" => true,
                "$ref" => Follow((string)rule!, value, place, errors),
                "type" => Types(rule!).Contains(TypeOf(value)),
                "enum" => rule!.AsArray().Any(r => JsonNode.DeepEquals(r, value)),
                "minLength" => value?.GetValueKind() != JsonValueKind.String || ((string)value!).Length >= Number(rule),
                "maxLength" => value?.GetValueKind() != JsonValueKind.String || ((string)value!).Length <= Number(rule),
                "minItems" => value!.AsArray().Count >= Number(rule),
                "maxItems" => value!.AsArray().Count <= Number(rule),
                "required" => value is not JsonObject o || rule!.AsArray().All(name => o.ContainsKey((string)name!)),
                "additionalProperties" => value!.AsObject().All(p => schema["properties"]!.AsObject().ContainsKey(p.Key)),
                "properties" => Each(value as JsonObject, rule!.AsObject(), place, errors),
                "items" => Items(value!.AsArray(), rule!.AsObject(), place, errors),
                _ => throw new NotSupportedException($"The contract uses the keyword '{keyword}', which this check does not know."),
            };
            if (!fits)
                errors.Add($"{place} breaks {keyword} {rule!.ToJsonString()}");
        }
    }

    private bool Follow(string reference, JsonNode? value, string place, List<string> errors)
    {
        Check(document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject(), value, place, errors);
        return true;
    }

    private bool Each(JsonObject? value, JsonObject properties, string place, List<string> errors)
    {
        foreach (var (name, property) in value ?? [])
        {
            if (properties[name] is JsonObject schema)
                Check(schema, property, $"{place}.{name}", errors);
        }

        return true;
    }

    private bool Items(JsonArray values, JsonObject schema, string place, List<string> errors)
    {
        for (var i = 0; i < values.Count; i++)
            Check(schema, values[i], $"{place}[{i.ToString(CultureInfo.InvariantCulture)}]", errors);
        return true;
    }

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray several ? several.Select(t => (string)t!) : [(string)rule!];

    private static int Number(JsonNode? rule) => (int)rule!;

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value!.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
    };
}
