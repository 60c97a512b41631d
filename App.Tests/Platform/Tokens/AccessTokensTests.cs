using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Platform;
using App.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

public sealed class AccessTokensTests(TestHouse house)
{
    static readonly Guid Session = Guid.CreateVersion7(), Acme = Guid.CreateVersion7();

    static AccessTokens Tokens(IServiceProvider services) => services.GetRequiredService<AccessTokens>();

    static Task<string> IssueAsync(IServiceProvider services, Realm realm = Realm.Staff) =>
        Tokens(services).IssueAsync(realm, realm == Realm.Staff ? AccessToken.StaffAudience : AccessToken.ShopperAudience(Acme), "acc_x", Session, Acme, default);

    [Fact]
    public async Task What_is_issued_is_read_and_says_who_where_and_until_when()
    {
        var clock = new TestClock();
        var services = house.At(clock);

        var token = await IssueAsync(services);
        var read = await Tokens(services).ReadAsync(Realm.Staff, token, default);

        Assert.Equal(new AccessToken(AccessToken.StaffAudience, "acc_x", Session, Acme, clock.GetUtcNow() + TimeSpan.FromMinutes(15), true), read);
        var (header, claims) = (Part(token, 0), Part(token, 1));
        Assert.Equal(["RS256", "at+jwt"], [header["alg"]!.GetValue<string>(), header["typ"]!.GetValue<string>()]);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "org", "sid", "sub"], claims.Select(claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal(900, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        Assert.NotEqual(claims["jti"]!.GetValue<string>(), Part(await IssueAsync(services), 1)["jti"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_counts_for_fifteen_minutes_and_thirty_seconds_and_is_known_as_ours_afterwards()
    {
        var clock = new TestClock();
        var services = house.At(clock);
        var token = await IssueAsync(services);

        clock.Advance(TimeSpan.FromSeconds(15 * 60 + 29));
        Assert.True((await Tokens(services).ReadAsync(Realm.Staff, token, default))!.Counts);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await Tokens(services).ReadAsync(Realm.Staff, token, default))!.Counts);
    }

    [Fact]
    public async Task A_token_of_one_realm_is_none_in_the_other()
    {
        Assert.Null(await Tokens(house.Services).ReadAsync(Realm.Shopper, await IssueAsync(house.Services), default));
        Assert.Null(await Tokens(house.Services).ReadAsync(Realm.Staff, await IssueAsync(house.Services, Realm.Shopper), default));
        Assert.NotNull(await Tokens(house.Services).ReadAsync(Realm.Shopper, await IssueAsync(house.Services, Realm.Shopper), default));
    }

    /// <summary>What somebody might send who has a token, the public keys, and a key of their own.</summary>
    public static TheoryData<string> Forgeries =>
    [
        "alg none", "alg none in capitals", "alg HS256 with the public key", "alg RS384", "no alg", "signature cut off", "one bit of the signature", "another key", "another key, jwk in the header",
        "another key, jku and x5u", "kid of nobody", "kid that is a path", "kid that is SQL", "no kid", "kid of the shoppers", "typ JWT", "no typ", "crit", "changed org", "changed sid", "changed exp", "audience of a storefront",
        "another issuer", "not valid yet", "issued tomorrow", "no exp", "claims twice", "claims that are no object",
        "header twice", "two audiences", "sub that is a number", "kid that is a number", "four parts", "five parts", "two parts", "padding", "too long",
    ];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_forged_token_opens_nothing(string kind)
    {
        var acme = await house.OrganizationAsync();
        var good = await house.AccessTokenAsync(acme.Owner, acme.Id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(await ForgeAsync(kind, good)));
    }

    async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var http = house.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync("/api/v1/orders");
        return answer.StatusCode;
    }

    async Task<string> ForgeAsync(string kind, string good)
    {
        var (header, claims, parts) = (Part(good, 0), Part(good, 1), good.Split('.'));
        using var mine = RSA.Create(2048);
        var ours = (await PublicKeysAsync()).ToDictionary(key => key.GetProperty("kid").GetString()!);
        string Mine() => Sign(header, claims, data => mine.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        async Task<string> OursAsync() => await ResignAsync(header.ToJsonString(), claims.ToJsonString());
        switch (kind)
        {
            case "alg none": header["alg"] = "none"; return Sign(header, claims, _ => []);
            case "alg none in capitals": header["alg"] = "NONE"; return Sign(header, claims, _ => []);
            case "alg HS256 with the public key": header["alg"] = "HS256"; return Sign(header, claims, data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(ours[header["kid"]!.GetValue<string>()].GetRawText()), data));
            case "alg RS384": header["alg"] = "RS384"; return await OursAsync();
            case "no alg": header.Remove("alg"); return await OursAsync();
            case "signature cut off": return $"{parts[0]}.{parts[1]}.";
            case "one bit of the signature": return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
            case "another key": return Mine();
            case "another key, jwk in the header":
                var numbers = mine.ExportParameters(false);
                header["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(numbers.Modulus), ["e"] = Base64Url.EncodeToString(numbers.Exponent) };
                return Mine();
            case "another key, jku and x5u": (header["jku"], header["x5u"]) = ("https://evil.example/jwks.json", "https://evil.example/x5u"); return Mine();
            case "kid of nobody": header["kid"] = "AAAAAAAAAAAAAAAAAAAAAA"; return Mine();
            case "kid that is a path": header["kid"] = "../../dev/null"; return Mine();
            case "kid that is SQL": header["kid"] = "' or '1'='1"; return Mine();
            case "no kid": header.Remove("kid"); return Mine();
            case "kid of the shoppers": header["kid"] = Part(await IssueAsync(house.Services, Realm.Shopper), 0)["kid"]!.GetValue<string>(); return await OursAsync();
            case "typ JWT": header["typ"] = "JWT"; return await OursAsync();
            case "no typ": header.Remove("typ"); return await OursAsync();
            case "crit": header["crit"] = new JsonArray("exp"); return await OursAsync();
            case "changed org": claims["org"] = TypeId.Format("org", Guid.CreateVersion7()); return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "changed sid": claims["sid"] = TypeId.Format("ses", Guid.CreateVersion7()); return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "changed exp": claims["exp"] = claims["exp"]!.GetValue<long>() + 9000; return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "audience of a storefront": claims["aud"] = AccessToken.ShopperAudience(Acme); return await OursAsync();
            case "another issuer": claims["iss"] = "https://evil.example"; return await OursAsync();
            case "not valid yet": claims["nbf"] = claims["exp"]!.GetValue<long>(); return await OursAsync();
            case "issued tomorrow": claims["iat"] = claims["iat"]!.GetValue<long>() + 86400; return await OursAsync();
            case "no exp": claims.Remove("exp"); return await OursAsync();
            case "claims twice": return await ResignAsync(header.ToJsonString(), claims.ToJsonString().Replace("{", "{\"sub\":\"acc_y\",", StringComparison.Ordinal));
            case "claims that are no object": return await ResignAsync(header.ToJsonString(), "[]");
            case "header twice":
                var twice = header.ToJsonString().Replace("{", "{\"alg\":\"none\",", StringComparison.Ordinal);
                return await ResignAsync(twice, claims.ToJsonString());
            case "two audiences":
                claims["aud"] = new JsonArray(AccessToken.StaffAudience, "https://evil.example");
                return await OursAsync();
            case "sub that is a number": claims["sub"] = 7; return await OursAsync();
            case "kid that is a number": header["kid"] = 7; return await OursAsync();
            case "four parts": return good + ".x";
            case "five parts": return good + ".x.y";
            case "two parts": return $"{parts[0]}.{parts[1]}";
            case "padding": return $"{parts[0]}.{parts[1]}.{parts[2]}==";
            case "too long": return $"{parts[0]}.{parts[1]}{new string('A', 3000)}.{parts[2]}";
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>Whatever the library makes of it, the answer is no, and not an error.</summary>
    [Fact]
    public async Task A_token_damaged_at_random_is_none_and_breaks_nothing()
    {
        var (good, random, ours) = (await IssueAsync(house.Services), new Random(7), Tokens(house.Services));
        Assert.NotNull(await ours.ReadAsync(Realm.Staff, good, default));
        const string signs = "ABCxyz019-_.=+/ \u00e9\0";
        for (var n = 0; n < 500; n++)
        {
            var damaged = good.ToCharArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(damaged.Length - 4); // of the last signs some bits mean nothing
                damaged[at] = signs.Where(sign => sign != good[at]).ElementAt(random.Next(signs.Length - 1));
            }
            var cut = random.Next(3) == 0 ? random.Next(damaged.Length) : damaged.Length;
            Assert.Null(await ours.ReadAsync(Realm.Staff, new string(damaged, 0, cut), default));
        }
    }

    [Fact]
    public async Task The_forger_who_signs_with_our_key_is_heeded_as_long_as_all_else_is_sound()
    {
        var acme = await house.OrganizationAsync();
        var good = await house.AccessTokenAsync(acme.Owner, acme.Id);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await ResignAsync(Part(good, 0).ToJsonString(), Part(good, 1).ToJsonString()))); // so the forgeries above fail by what was changed
    }

    async Task<string> ResignAsync(string header, string claims)
    {
        using var ours = (await house.Web.Services.GetRequiredService<SigningKeys>().SignerAsync(Realm.Staff, default)).Rsa;
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
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
        using var http = house.Http();
        return JsonDocument.Parse(await http.GetStringAsync("/.well-known/jwks.json")).RootElement.GetProperty("keys").EnumerateArray();
    }
}
