using System.Text;
using App.ApiKeys;
using App.Organizations;
using App.Platform;
using App.Tests.Accounts;

namespace App.Tests.Accounts;

/// <summary>A copy of the database opens nothing: no secret that was shown or mailed is in any column of any table.</summary>
public sealed class SecretsAtRestTests(TestHouse house)
{
    [Fact]
    public async Task No_password_token_code_link_or_key_is_in_the_database()
    {
        var (ada, eve) = (AccountStory.NewAddress(), AccountStory.NewAddress("eve"));
        const string password = "the-only-password-of-its-kind";
        var challenge = await house.SignUpAsync(ada, "Acme", password);
        var (code, link) = (await house.CodeToAsync(ada), await house.LinkToAsync(ada));
        var signedUp = (await house.Visitor().Get<VerifyCode>().ExecuteAsync(new(challenge, code))).Value.SignedUp!;
        var owner = house.As(signedUp.Session, signedUp.Slug);
        await owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var key = (await owner.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]), new("k-1"))).Value;
        var invitation = await house.LinkToAsync(eve);

        Assert.NotEmpty(await HoldersAsync(ada)); // the search finds what is there
        foreach (var secret in new[] { password, link, signedUp.Session.RefreshToken!, invitation, key.Secret!, key.Secret![9..39] })
            Assert.Empty(await HoldersAsync(secret));
        // Six digits stand by chance in so many sealed bytes: these are looked for where they would be.
        Assert.Empty((await HoldersAsync(code)).Intersect(["platform.challenges", "platform.account_entries"]));
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from platform.mails t where recipient = $1 and strpos(t::text, $2) > 0", ada, code));
    }

    /// <summary>Tables with a row that holds the text, as text or as bytes.</summary>
    async Task<List<string>> HoldersAsync(string secret)
    {
        var tables = await house.ScalarAsync<string[]>("select array_agg(n.nspname || '.' || c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'platform') and c.relkind = 'r'");
        var holders = new List<string>();
        foreach (var table in tables)
            if (await house.ScalarAsync<long>($"select count(*) from {table} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0", secret, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret))) > 0)
                holders.Add(table);
        return holders;
    }
}
