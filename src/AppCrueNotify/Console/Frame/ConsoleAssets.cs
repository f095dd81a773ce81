using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using AppCrueNotify.Console.Access;
using Microsoft.Net.Http.Headers;

namespace AppCrueNotify.Console.Frame;

/// <summary>Styles, script and mark, from inside the program: a single file serves them too. The address has the content's hash, so browsers keep them for ever.</summary>
internal sealed class ConsoleAssets
{
    private const string Folder = "console/";
    private const string Route = "/console/assets/";
    private readonly FrozenDictionary<string, Asset> _byName;
    private readonly FrozenDictionary<string, Asset> _byAddress;

    public ConsoleAssets()
    {
        var all = from resource in typeof(ConsoleAssets).Assembly.GetManifestResourceNames()
                  where resource.StartsWith(Folder, StringComparison.Ordinal)
                  select Read(resource);
        _byName = all.ToFrozenDictionary(a => a.Name);
        _byAddress = _byName.Values.ToFrozenDictionary(a => a.Address);
    }

    /// <summary>The address of a file of <c>wwwroot</c>.</summary>
    public string this[string name] => _byName[name].Address;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Route + "{file}", (string file, HttpContext http, ConsoleAssets assets) => assets.Serve(file, http))
            .WithMetadata(new PageNeeds(null)).ExcludeFromDescription().WithDisplayName("Console GET assets");

    private IResult Serve(string file, HttpContext http)
    {
        if (!_byAddress.TryGetValue(Route + file, out var asset))
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        var small = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (small)
            http.Response.Headers.ContentEncoding = "br";
        return TypedResults.Bytes(small ? asset.Small.Value : asset.Content, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}{(small ? "-br" : "")}\""));
    }

    private static Asset Read(string resource)
    {
        using var stream = typeof(ConsoleAssets).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new(resource[Folder.Length..], content);
    }

    private sealed class Asset
    {
        public Asset(string name, byte[] content)
        {
            (Name, Content) = (name, content);
            Hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
            Address = $"{Route}{Path.GetFileNameWithoutExtension(name)}.{Hash}{Path.GetExtension(name)}";
            Small = new(() => Compress(content));
        }

        public string Name { get; }
        public byte[] Content { get; }
        public string Hash { get; }
        public string Address { get; }
        public Lazy<byte[]> Small { get; }

        public string Type => Path.GetExtension(Name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };

        private static byte[] Compress(byte[] content)
        {
            using var small = new MemoryStream();
            using (var brotli = new BrotliStream(small, CompressionLevel.Optimal, leaveOpen: true))
                brotli.Write(content);
            return small.ToArray();
        }
    }
}
