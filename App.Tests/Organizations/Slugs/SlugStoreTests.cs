using App.Accounts;
using App.Organizations;
using App.SignIn;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace App.Tests.Organizations;

/// <summary>An organization chooses its address and changes it; nobody else ever gets an earlier one.</summary>
public sealed class SlugStoreTests(TestHost host)
{
    static string Unused(string stem) => $"{stem}-{Guid.NewGuid().ToString("N")[..12]}";

    static Task<Result<OrganizationDetails>> MoveAsync(TestOrganization organization, string slug) =>
        organization.Owner.Get<UpdateOrganization>().ExecuteAsync(new(Slug: slug));

    async Task<Result<OrganizationView>> CreateAsync(string name, string? slug = null)
    {
        var joined = await host.JoinsAsync(AccountScenario.NewAddress());
        return await host.As(joined.Session).Get<CreateOrganization>().ExecuteAsync(new(name, Slug: slug));
    }

    [Fact]
    public async Task A_change_of_the_slug_is_audited_and_announced()
    {
        var acme = await host.OrganizationAsync();
        var slug = Unused("new");

        var changed = await MoveAsync(acme, slug);

        Assert.Equal(slug, changed.Value.Slug);
        Assert.Equal(["organization.slug_changed", "organization.updated"], (await acme.AnnouncedAsync()).Order());
        Assert.Equal(["organization.update"], await acme.AuditedAsync());
        Assert.Contains(acme.Slug, await host.ScalarAsync<string>(
            "select before::text from audit_entries where organization_id = $1", acme.Id));
        Assert.Equal([acme.Slug], (await acme.Owner.Get<ListSlugs>().ExecuteAsync(new())).Value.Former);
    }

    [Fact]
    public async Task A_former_slug_and_its_look_alikes_are_given_to_nobody_else_but_can_be_taken_back()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var first = Unused("modern");
        Assert.True((await MoveAsync(acme, first)).Succeeded);
        Assert.True((await MoveAsync(acme, Unused("second"))).Succeeded);

        foreach (var wanted in new[] { first, first.Replace("rn", "m", StringComparison.Ordinal), acme.Slug })
        {
            var refused = await MoveAsync(globex, wanted);
            Assert.Equal((409, "slug_taken", "slug"), (refused.Problem?.Status, refused.Problem?.Code, refused.Problem?.Param));
            Assert.Equal("slug_taken", (await CreateAsync("Globex", wanted)).Problem?.Code);
        }
        Assert.Contains($"{first}-2", (await MoveAsync(globex, first)).Problem!.Detail);

        Assert.Equal(first, (await MoveAsync(acme, first)).Value.Slug);
        Assert.Equal(acme.Slug, (await MoveAsync(acme, acme.Slug)).Value.Slug);
    }

    [Fact]
    public async Task Of_twenty_organizations_that_want_a_slug_at_the_same_time_one_gets_it()
    {
        var slug = Unused("wanted");
        var all = new List<TestOrganization>();
        for (var i = 0; i < 20; i++)
            all.Add(await host.OrganizationAsync());

        var results = await Task.WhenAll(all.Select(organization => MoveAsync(organization, slug)));

        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal("slug_taken", result.Problem?.Code));
    }

    [Fact]
    public async Task An_organization_takes_five_new_slugs_in_thirty_days()
    {
        var clock = new FakeClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var acme = await host.OrganizationAsync(clock: clock);
        for (var i = 0; i < SlugStore.MostNew; i++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            Assert.True((await MoveAsync(acme, Unused($"number-{i}"))).Succeeded);
        }

        var refused = (await MoveAsync(acme, Unused("one-more"))).Problem!;
        Assert.Equal((429, "slug_limit_exceeded"), (refused.Status, refused.Code));
        Assert.Equal((int)TimeSpan.FromDays(26).TotalSeconds, refused.RetryAfter);
        Assert.True((await MoveAsync(acme, acme.Slug)).Succeeded, "An own earlier slug can be taken back.");

        clock.Advance(TimeSpan.FromDays(27)); // the owner's session has ended by now
        var later = await acme.System.Get<UpdateOrganization>().ExecuteAsync(new(Slug: Unused("later")));
        Assert.True(later.Succeeded, later.Problem?.Detail);
    }

    [Fact]
    public async Task The_database_refuses_a_slug_that_was_not_claimed()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await MoveAsync(globex, Unused("globex"));

        await using var update = host.Admin.CreateCommand("update organizations set slug = $1 where id = $2");
        update.Parameters.Add(new() { Value = globex.Slug });
        update.Parameters.Add(new() { Value = acme.Id });
        var refused = await Assert.ThrowsAsync<PostgresException>(() => update.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, refused.SqlState);
    }

    [Fact]
    public async Task A_founder_chooses_the_slug_or_gets_one_derived_from_the_name()
    {
        var slug = Unused("chosen");
        var name = $"Кава {slug}";

        Assert.Equal(slug, (await CreateAsync("Any name", slug)).Value.Slug);
        Assert.Equal($"kava-{slug}", (await CreateAsync(name)).Value.Slug);
        Assert.Equal($"kava-{slug}-2", (await CreateAsync(name)).Value.Slug);
        var invalid = (await CreateAsync("Any name", "login")).Problem!;
        Assert.Equal((400, "slug"), (invalid.Status, invalid.Param));
    }

    [Fact]
    public async Task A_slug_that_was_taken_while_the_email_was_verified_gets_a_number()
    {
        var slug = Unused("popular");
        var details = new NewOrganization("Popular", Slug: slug);
        var ada = AccountScenario.NewAddress();
        var password = await host.HashAsync();
        var started = await host.Visitor().Get<SignUp>().ExecuteAsync(new("Ada", ada, password, details));
        Assert.True((await CreateAsync("Faster", slug)).Succeeded);

        var late = await host.Visitor().Get<SignUp>().ExecuteAsync(
            new("Ben", AccountScenario.NewAddress("ben"), password, details));
        var finished = await host.Visitor().Get<VerifyCode>().ExecuteAsync(new(started.Value, await host.CodeToAsync(ada)));

        Assert.Equal(("slug_taken", "organization_slug"), (late.Problem?.Code, late.Problem?.Param));
        Assert.Equal($"{slug}-2", finished.Value.SignedUp?.Slug);
    }

    [Fact]
    public async Task Forms_are_told_the_slug_to_be_and_free_ones_like_it()
    {
        var acme = await host.OrganizationAsync();
        var suggest = () => acme.Stranger.Get<SuggestSlug>();

        Assert.Equal("kava-2024x", (await suggest().ExecuteAsync(new("Кава 2024x", ""))).Value.Slug);
        var taken = (await suggest().ExecuteAsync(new("Acme", $" {acme.Slug.ToUpperInvariant()} "))).Value;
        Assert.NotNull(taken.Fault);
        Assert.Contains(taken.Suggestions, free => free.StartsWith(acme.Slug[..20], StringComparison.Ordinal));
        Assert.NotNull((await suggest().ExecuteAsync(new("Acme", "login"))).Value.Fault);
        Assert.Null((await suggest().ExecuteAsync(new(" ", null))).Value.Slug);
    }
}
