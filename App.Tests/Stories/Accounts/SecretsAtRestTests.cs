using System.Text;
using App.ApiKeys;
using App.Organizations;
using App.SignIn;

namespace App.Tests.Accounts;

/// <summary>A copy of the database gives no access: no table stores a secret that was shown or emailed.</summary>
public sealed class SecretsAtRestTests(TestHost host)
{
    [Fact]
    public async Task No_password_token_code_link_or_key_is_stored_in_plain_text()
    {
        var ada = AccountScenario.NewAddress();
        var eve = AccountScenario.NewAddress("eve");
        const string password = "the-only-password-of-its-kind";
        var codeId = await host.SignUpAsync(ada, "Acme", password);
        var code = await host.CodeToAsync(ada);
        var link = await host.LinkToAsync(ada);
        var signedUp = (await host.Visitor().Get<VerifyCode>().ExecuteAsync(new(codeId, code))).Value.SignedUp!;
        var owner = host.As(signedUp.Session, signedUp.Slug);
        await owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var key = (await owner.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]), new("k-1"))).Value;
        var invitation = await host.LinkToAsync(eve);

        Assert.NotEmpty(await HoldersAsync(ada)); // proves that the search works
        foreach (var secret in new[]
        {
            password, link, signedUp.Session.RefreshToken!, invitation, key.Secret!, key.Secret![9..39],
        })
            Assert.Empty(await HoldersAsync(secret));
        // Hashes and times contain any six digits by chance, so the code is searched only where it could be stored.
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from platform.email_codes t where id = $1 and strpos(t::text, $2) > 0", codeId.Value, code));
        Assert.Equal(0, await host.ScalarAsync<long>("""
            select count(*) from platform.account_entries t
            where strpos(t::text, $1) > 0 and strpos(concat(t.before, t.after), $2) > 0
            """, ada, code));
        Assert.Equal(0, await host.ScalarAsync<long>(
            "select count(*) from platform.emails t where recipient = $1 and strpos(t::text, $2) > 0", ada, code));
    }

    /// <summary>Returns the tables with a row that contains the text, as text or as bytes.</summary>
    async Task<List<string>> HoldersAsync(string secret)
    {
        var tables = await host.ScalarAsync<string[]>("""
            select array_agg(n.nspname || '.' || c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'platform') and c.relkind = 'r'
            """);
        var holders = new List<string>();
        foreach (var table in tables)
            if (await host.ScalarAsync<long>(
                $"select count(*) from {table} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0",
                secret,
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret))) > 0)
                holders.Add(table);
        return holders;
    }
}
