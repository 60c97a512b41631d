using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class AccessTokensTests(TestHost host)
{
    static readonly Guid Session = Guid.CreateVersion7(), Acme = Guid.CreateVersion7();

    static AccessTokens Tokens(IServiceProvider services) => services.GetRequiredService<AccessTokens>();

    static Task<string> IssueAsync(IServiceProvider services, Realm realm = Realm.Staff) =>
        Tokens(services).IssueAsync(
            realm, realm == Realm.Staff ? AccessToken.StaffAudience : AccessToken.ShopperAudience(Acme),
            "acc_x", Session, Acme, default);

    [Fact]
    public async Task An_issued_token_is_read_back_with_all_its_claims()
    {
        var clock = new FakeClock();
        var services = host.At(clock);

        var token = await IssueAsync(services);
        var read = await Tokens(services).ReadAsync(Realm.Staff, token, default);

        Assert.Equal(new AccessToken(
            AccessToken.StaffAudience, "acc_x", Session, Acme, clock.GetUtcNow() + TimeSpan.FromMinutes(15), true), read);
        var header = Part(token, 0);
        var claims = Part(token, 1);
        Assert.Equal(["RS256", "at+jwt"], [header["alg"]!.GetValue<string>(), header["typ"]!.GetValue<string>()]);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "org", "sid", "sub"], claims.Select(claim => claim.Key)
            .Order(StringComparer.Ordinal));
        Assert.Equal(900, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        Assert.NotEqual(claims["jti"]!.GetValue<string>(), Part(await IssueAsync(services), 1)["jti"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_token_is_valid_for_15_minutes_and_30_seconds_and_still_recognized_afterwards()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var token = await IssueAsync(services);

        clock.Advance(TimeSpan.FromSeconds(15 * 60 + 29));
        Assert.True((await Tokens(services).ReadAsync(Realm.Staff, token, default))!.Counts);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await Tokens(services).ReadAsync(Realm.Staff, token, default))!.Counts);
    }

    [Fact]
    public async Task A_token_of_one_realm_is_not_accepted_in_the_other()
    {
        Assert.Null(await Tokens(host.Services).ReadAsync(Realm.Shopper, await IssueAsync(host.Services), default));
        Assert.Null(await Tokens(host.Services).ReadAsync(Realm.Staff, await IssueAsync(host.Services, Realm.Shopper), default));
        Assert.NotNull(
            await Tokens(host.Services).ReadAsync(Realm.Shopper, await IssueAsync(host.Services, Realm.Shopper), default));
    }

    /// <summary>Tokens that an attacker could craft from a valid token, the public keys and a key of their own.</summary>
    public static TheoryData<string> Forgeries =>
    [
        "alg none", "alg none in capitals", "alg HS256 with the public key", "alg RS384", "no alg", "signature cut off",
        "one bit of the signature", "another key", "another key, jwk in the header",
        "another key, jku and x5u", "kid of nobody", "kid that is a path", "kid that is SQL", "no kid", "kid of the shoppers",
        "typ JWT", "no typ", "crit", "changed org", "changed sid", "changed exp", "audience of a storefront",
        "another issuer", "not valid yet", "issued tomorrow", "no exp", "claims twice", "claims that are no object",
        "header twice", "two audiences", "sub that is a number", "kid that is a number", "four parts", "five parts", "two parts",
        "padding", "too long",
    ];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_forged_token_is_rejected(string kind)
    {
        var acme = await host.OrganizationAsync();
        var good = await host.AccessTokenAsync(acme.Owner, acme.Id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(await ForgeAsync(kind, good)));
    }

    async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var http = host.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync("/api/v1/orders");
        return answer.StatusCode;
    }

    async Task<string> ForgeAsync(string kind, string good)
    {
        var header = Part(good, 0);
        var claims = Part(good, 1);
        var parts = good.Split('.');
        using var otherKey = RSA.Create(2048);
        var ours = (await PublicKeysAsync()).ToDictionary(key => key.GetProperty("kid").GetString()!);
        string SignWithOtherKey() =>
            Sign(header, claims, data => otherKey.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        async Task<string> SignWithOurKeyAsync() => await ResignAsync(header.ToJsonString(), claims.ToJsonString());
        switch (kind)
        {
            case "alg none": header["alg"] = "none"; return Sign(header, claims, _ => []);
            case "alg none in capitals": header["alg"] = "NONE"; return Sign(header, claims, _ => []);
            case "alg HS256 with the public key":
                header["alg"] = "HS256";
                var secret = Encoding.UTF8.GetBytes(ours[header["kid"]!.GetValue<string>()].GetRawText());
                return Sign(header, claims, data => HMACSHA256.HashData(secret, data));
            case "alg RS384": header["alg"] = "RS384"; return await SignWithOurKeyAsync();
            case "no alg": header.Remove("alg"); return await SignWithOurKeyAsync();
            case "signature cut off": return $"{parts[0]}.{parts[1]}.";
            case "one bit of the signature": return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
            case "another key": return SignWithOtherKey();
            case "another key, jwk in the header":
                var publicKey = otherKey.ExportParameters(false);
                header["jwk"] = new JsonObject
                {
                    ["kty"] = "RSA",
                    ["n"] = Base64Url.EncodeToString(publicKey.Modulus),
                    ["e"] = Base64Url.EncodeToString(publicKey.Exponent),
                };
                return SignWithOtherKey();
            case "another key, jku and x5u":
                header["jku"] = "https://evil.example/jwks.json";
                header["x5u"] = "https://evil.example/x5u";
                return SignWithOtherKey();
            case "kid of nobody": header["kid"] = "AAAAAAAAAAAAAAAAAAAAAA"; return SignWithOtherKey();
            case "kid that is a path": header["kid"] = "../../dev/null"; return SignWithOtherKey();
            case "kid that is SQL": header["kid"] = "' or '1'='1"; return SignWithOtherKey();
            case "no kid": header.Remove("kid"); return SignWithOtherKey();
            case "kid of the shoppers":
                header["kid"] = Part(await IssueAsync(host.Services, Realm.Shopper), 0)["kid"]!.GetValue<string>();
                return await SignWithOurKeyAsync();
            case "typ JWT": header["typ"] = "JWT"; return await SignWithOurKeyAsync();
            case "no typ": header.Remove("typ"); return await SignWithOurKeyAsync();
            case "crit": header["crit"] = new JsonArray("exp"); return await SignWithOurKeyAsync();
            case "changed org":
                claims["org"] = TypeId.Format("org", Guid.CreateVersion7());
                return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "changed sid":
                claims["sid"] = TypeId.Format("ses", Guid.CreateVersion7());
                return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "changed exp":
                claims["exp"] = claims["exp"]!.GetValue<long>() + 9000;
                return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "audience of a storefront":
                claims["aud"] = AccessToken.ShopperAudience(Acme);
                return await SignWithOurKeyAsync();
            case "another issuer": claims["iss"] = "https://evil.example"; return await SignWithOurKeyAsync();
            case "not valid yet": claims["nbf"] = claims["exp"]!.GetValue<long>(); return await SignWithOurKeyAsync();
            case "issued tomorrow": claims["iat"] = claims["iat"]!.GetValue<long>() + 86400; return await SignWithOurKeyAsync();
            case "no exp": claims.Remove("exp"); return await SignWithOurKeyAsync();
            case "claims twice":
                return await ResignAsync(
                    header.ToJsonString(), claims.ToJsonString().Replace("{", "{\"sub\":\"acc_y\",", StringComparison.Ordinal));
            case "claims that are no object": return await ResignAsync(header.ToJsonString(), "[]");
            case "header twice":
                var twice = header.ToJsonString().Replace("{", "{\"alg\":\"none\",", StringComparison.Ordinal);
                return await ResignAsync(twice, claims.ToJsonString());
            case "two audiences":
                claims["aud"] = new JsonArray(AccessToken.StaffAudience, "https://evil.example");
                return await SignWithOurKeyAsync();
            case "sub that is a number": claims["sub"] = 7; return await SignWithOurKeyAsync();
            case "kid that is a number": header["kid"] = 7; return await SignWithOurKeyAsync();
            case "four parts": return good + ".x";
            case "five parts": return good + ".x.y";
            case "two parts": return $"{parts[0]}.{parts[1]}";
            case "padding": return $"{parts[0]}.{parts[1]}.{parts[2]}==";
            case "too long": return $"{parts[0]}.{parts[1]}{new string('A', 3000)}.{parts[2]}";
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>A damaged token must be rejected rather than cause an exception in the library.</summary>
    [Fact]
    public async Task A_randomly_damaged_token_is_rejected_without_an_error()
    {
        var good = await IssueAsync(host.Services);
        var random = new Random(7);
        var ours = Tokens(host.Services);
        Assert.NotNull(await ours.ReadAsync(Realm.Staff, good, default));
        const string characters = "ABCxyz019-_.=+/ \u00e9\0";
        for (var n = 0; n < 500; n++)
        {
            var damaged = good.ToCharArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(damaged.Length - 4); // some bits of the last characters are padding
                damaged[at] = characters.Where(character => character != good[at]).ElementAt(random.Next(characters.Length - 1));
            }
            var cut = random.Next(3) == 0 ? random.Next(damaged.Length) : damaged.Length;
            Assert.Null(await ours.ReadAsync(Realm.Staff, new string(damaged, 0, cut), default));
        }
    }

    /// <summary>Each part of a valid token is replaced by short texts; the library fails in a different way for many of them.</summary>
    [Fact]
    public async Task A_token_with_a_damaged_part_is_rejected_without_an_error()
    {
        var good = (await IssueAsync(host.Services)).Split('.');
        var random = new Random(11);
        var ours = Tokens(host.Services);
        string Short() => new([.. Enumerable.Range(0, random.Next(6)).Select(_ => "aAbB0-_{}\"e"[random.Next(11)])]);
        var objects = new[] { "{}", "[]", "null", "7", "\"a\"", """{"kid":null}""", """{"kid":"x","alg":7}""" }
            .Select(text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))).ToArray();
        string Part(int n) => random.Next(3) switch
        {
            0 => good[n],
            1 => objects[random.Next(objects.Length)],
            _ => Short(),
        };

        Assert.Null(await ours.ReadAsync(Realm.Staff, "a.b.AB", default));
        for (var n = 0; n < 5000; n++)
        {
            var damaged = $"{Part(0)}.{Part(1)}.{Part(2)}";
            if (damaged != string.Join('.', good))
                Assert.Null(await ours.ReadAsync(Realm.Staff, damaged, default));
        }
    }

    [Fact]
    public async Task A_valid_token_signed_again_with_our_key_is_accepted()
    {
        var acme = await host.OrganizationAsync();
        var good = await host.AccessTokenAsync(acme.Owner, acme.Id);

        // So the forgeries above are rejected because of what was changed.
        Assert.Equal(
            HttpStatusCode.OK, await StatusAsync(await ResignAsync(Part(good, 0).ToJsonString(), Part(good, 1).ToJsonString())));
    }

    async Task<string> ResignAsync(string header, string claims)
    {
        using var ours = (await host.Web.Services.GetRequiredService<SigningKeys>().SignerAsync(Realm.Staff, default)).Rsa;
        var encodedHeader = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header));
        var encodedClaims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));
        var signed = $"{encodedHeader}.{encodedClaims}";
        var signature = ours.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    static JsonObject Part(string token, int n) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[n]))!.AsObject();

    async Task<IEnumerable<JsonElement>> PublicKeysAsync()
    {
        using var http = host.Http();
        return JsonDocument.Parse(await http.GetStringAsync("/.well-known/jwks.json")).RootElement
            .GetProperty("keys").EnumerateArray();
    }
}
