using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Load;

/// <summary>
/// Makes access tokens for the sessions that <see cref="Data"/> inserts, valid for the whole run. They are signed with keys that
/// are inserted too. Those keys sign from the year 2100 on, so the app never signs with them.
/// </summary>
sealed class Tokens
{
    readonly Dictionary<string, (string Id, RSA Key)> rings = new() { ["Staff"] = Make(), ["Shopper"] = Make() };
    readonly ConcurrentDictionary<(int Organization, int Shopper), string> shoppers = new();

    public async Task PlantAsync(NpgsqlConnection connection)
    {
        foreach (var (realm, (id, key)) in rings)
        {
            await using var plant = new NpgsqlCommand("""
                insert into platform.signing_keys (id, realm, public_key, encrypted_private_key, created_at, signs_from)
                values ($1, $2, $3, '', now(), '2100-01-01Z') on conflict do nothing
                """, connection)
            { Parameters = { new() { Value = id }, new() { Value = realm }, new() { Value = key.ExportSubjectPublicKeyInfo() } } };
            await plant.ExecuteNonQueryAsync();
        }
    }

    public string OfStaff(Organization organization) => Sign("Staff", "http://localhost", "stockade:staff", $"acc_{organization.Owner}", TypeId.Format("ses", organization.StaffSession), organization);

    public string OfShopper(Organization organization, int number) => shoppers.GetOrAdd((organization.Number, number), _ =>
        Sign("Shopper", "http://localhost/s", $"stockade:shopper:{TypeId.Format("org", organization.Id)}", TypeId.Format("shp", organization.Shopper(number)), TypeId.Format("shs", organization.ShopperSession(number)), organization));

    string Sign(string realm, string issuer, string audience, string subject, string session, Organization organization)
    {
        var ((id, key), now) = (rings[realm], TimeProvider.System.GetUtcNow());
        var header = Encode(new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = id });
        var claims = Encode(new()
        {
            ["iss"] = issuer, ["aud"] = audience, ["sub"] = subject, ["sid"] = session, ["org"] = TypeId.Format("org", organization.Id), ["jti"] = session,
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddDays(1).ToUnixTimeSeconds(),
        });
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    static string Encode(Dictionary<string, object> part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    static (string, RSA) Make() => (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), RSA.Create(2048));
}
