using Microsoft.OpenApi;

namespace AppCrueNotify.OpenApi;

/// <summary><c>/openapi/v1.json</c>: the addresses as they are mapped, with the contract of each as written in <c>contract.json</c>.</summary>
/// <remarks>Written by hand because the intake reads its JSON itself: no type of ours has the contract's form. A test holds both together.</remarks>
internal static class ApiDescription
{
    private const string Contract = "openapi/contract.json";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json");

    private static void Describe(OpenApiDocument document)
    {
        var written = Read();
        document.Info = written.Info;
        document.Components = written.Components;
        document.Tags = null;
        document.Servers = null;
        foreach (var (path, item) in document.Paths)
        {
            if (item.Operations is null || !written.Paths.TryGetValue(path, out var described) || described.Operations is null)
                continue;
            foreach (var method in item.Operations.Keys.Intersect(described.Operations.Keys).ToList())
                item.Operations[method] = described.Operations[method];
        }
    }

    private static OpenApiDocument Read()
    {
        using var stream = typeof(ApiDescription).Assembly.GetManifestResourceStream(Contract) ?? throw new InvalidOperationException($"{Contract} is not in the program.");
        using var reader = new StreamReader(stream);
        return OpenApiDocument.Parse(reader.ReadToEnd(), "json").Document ?? throw new InvalidOperationException($"{Contract} is no OpenAPI document.");
    }
}
