using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>A PATCH that changes nothing leaves neither an audit entry nor an event, and the object keeps its version.</summary>
public sealed class UnchangedTests(TestHost host)
{
    public static TheoryData<string> Changes =>
        [.. ForeignIdsTests.Bodies.Keys.Where(name => name.StartsWith("PATCH ", StringComparison.Ordinal))];

    [Fact]
    public void Every_PATCH_is_tested() => Assert.Equal(
        host.ApiRoutes().Where(route => route.Method == "PATCH").Select(route => route.Name).Order(StringComparer.Ordinal),
        Changes.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Changes))]
    public async Task The_same_change_again_leaves_no_trace(string name)
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        var route = host.ApiRoutes().Single(one => one.Name == name);
        var path = ApiRoute.Places().Replace(route.Path, place => sample.One(route.KindAt(place.Groups[1].Value)));
        if (route.Path.StartsWith("/members", StringComparison.Ordinal))
            path = $"/members/{acme.Member.MemberId}";
        using var http = acme.Http(acme.Key);
        if (name == "PATCH /organization") // no key may change it
            http.DefaultRequestHeaders.Authorization = new("Bearer", await host.AccessTokenAsync(acme.Owner, acme.Id));
        var (_, first) = await PatchAsync(http, path, ForeignIdsTests.Bodies[name]);
        var audited = await acme.AuditedAsync();
        var announced = await acme.AnnouncedAsync();

        var (status, again) = await PatchAsync(http, path, ForeignIdsTests.Bodies[name]);
        await PatchAsync(http, path, "{}"); // refused where the only member is required

        Assert.Equal(200, status);
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(audited, await acme.AuditedAsync());
        Assert.Equal(announced, await acme.AnnouncedAsync());
    }

    /// <summary>The receipt of a change that changed nothing is kept: a retry must not undo what happened in between.</summary>
    [Fact]
    public async Task A_retry_of_a_change_that_changed_nothing_changes_nothing_later()
    {
        var acme = await host.OrganizationAsync();
        var warehouse = await acme.OpensWarehouseAsync("Attic");
        using var http = acme.Http(acme.Key);
        await http.SendAsync("PATCH", $"/warehouses/{warehouse}", """{"name": "Attic"}""", "once");
        await http.SendAsync("PATCH", $"/warehouses/{warehouse}", """{"name": "Cellar"}""");

        await http.SendAsync("PATCH", $"/warehouses/{warehouse}", """{"name": "Attic"}""", "once");

        var (_, now) = await http.SendAsync("GET", $"/warehouses/{warehouse}");
        Assert.Equal("Cellar", now.Text("name"));
    }

    [Theory]
    [InlineData("{\"name\":\"Tea\",\"updated_at\":1}", "{\"name\":\"Tea\",\"updated_at\":2}", true)]
    [InlineData("{\"name\":\"Tea\",\"updated_at\":1}", "{\"name\":\"Teas\",\"updated_at\":1}", false)]
    [InlineData("{\"inner\":{\"updated_at\":1}}", "{\"inner\":{\"updated_at\":2}}", false)]
    [InlineData("{\"role\":\"member\"}", "{\"role\":\"member\"}", true)]
    public void Only_the_time_of_the_update_may_differ(string before, string after, bool same) =>
        Assert.Equal(same, NoChange.IsOne(before, after));

    /// <summary>The twin: the same update noted as any other operation leaves an entry.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task An_operation_that_does_not_note_its_change_as_an_update_leaves_an_entry(bool asUpdate, int entries)
    {
        var acme = await host.OrganizationAsync();
        var operation = acme.Owner.Get<App.Catalog.UpdateProduct>();
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(acme.Owner.Credential);
        var gate = scope.ServiceProvider.GetRequiredService<Gate>();

        var result = await gate.RunAsync<Nothing, Done>(operation, new Nothing(), null, null, (_, context, _) =>
        {
            var state = new { Name = "Tea" };
            if (asUpdate)
                context.NoteUpdate("prd", "Tea", state, state);
            else
                context.Note("prd", "Tea", state, state);
            return Task.FromResult<Result<Done>>(new Done());
        }, default);

        Assert.True(result.Succeeded);
        Assert.Equal(entries, (await acme.AuditedAsync()).Length);
    }

    sealed record Nothing : IRequest;

    static async Task<(int Status, JsonElement Body)> PatchAsync(HttpClient http, string path, string body) =>
        await http.SendAsync("PATCH", path, body);
}
