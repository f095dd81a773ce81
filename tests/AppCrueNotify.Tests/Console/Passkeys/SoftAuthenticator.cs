using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AppCrueNotify.Tests.Console.Passkeys;

/// <summary>An authenticator with one passkey, as WebAuthn level 3 describes it: ES256, no attestation, and nobody to ask for a finger.</summary>
internal sealed class SoftAuthenticator(string origin) : IDisposable
{
    private const byte Present = 1;
    private const byte Verified = 4;
    private const byte WithCredential = 64;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _user = "";
    private uint _count;

    /// <summary>Whether it says that it has asked for finger, face or PIN.</summary>
    public bool Asks { get; set; } = true;

    /// <summary>Where it believes to be.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>The answer to <c>navigator.credentials.create()</c>.</summary>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        _user = (string)asked["user"]!["id"]!;
        byte[] authenticator = [.. Authenticator((string)asked["rp"]!["id"]!, WithCredential), .. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()];
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
        byte[] attestation = [0xA3, .. Word("fmt"), .. Word("none"), .. Word("attStmt"), 0xA0, .. Word("authData"), 0x58, (byte)authenticator.Length, .. authenticator];
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>The answer to <c>navigator.credentials.get()</c>.</summary>
    public string Get(string options)
    {
        var asked = JsonNode.Parse(options)!;
        _count++;
        var authenticator = Authenticator((string)asked["rpId"]!, 0);
        var data = ClientData("webauthn.get", asked);
        byte[] signed = [.. authenticator, .. SHA256.HashData(data)];
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(data),
            ["authenticatorData"] = Base64Url.EncodeToString(authenticator),
            ["signature"] = Base64Url.EncodeToString(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(_id),
        ["rawId"] = Base64Url.EncodeToString(_id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] ClientData(string type, JsonNode asked) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = type, ["challenge"] = (string)asked["challenge"]!, ["origin"] = Origin, ["crossOrigin"] = false });

    private byte[] Authenticator(string host, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, _count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), (byte)(Present | (Asks ? Verified : 0) | flags), .. count];
    }

    // COSE: {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y}
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static byte[] Word(string word) => [(byte)(0x60 + word.Length), .. Encoding.UTF8.GetBytes(word)];
}
