using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform;

/// <summary>A page loads the record of its URL, in whatever order the URL and its id arrive.</summary>
public sealed class StaffPageTests : UiScenario
{
    static readonly OrganizationContext Acme = new("acme", "Acme", "Ana", "ana@acme.example", [], []);

    public StaffPageTests() => Services.AddSingleton<LiveUpdates>();

    [Fact]
    public void A_page_that_gets_the_next_URL_before_its_id_loads_the_next_record()
    {
        Navigation.NavigateTo("/acme/teapots/one");
        var page = Render<TeapotPage>(parameters => parameters.AddCascadingValue(Acme).Add(shown => shown.Id, "one"));

        Navigation.NavigateTo("/acme/teapots/two");
        page.Render(parameters => parameters.Add(shown => shown.Id, "one")); // as a cascading value does
        page.Render(parameters => parameters.Add(shown => shown.Id, "two"));

        Assert.Equal(["one", "two"], page.Instance.Read);
    }

    [Fact]
    public void The_same_URL_is_loaded_once()
    {
        Navigation.NavigateTo("/acme/teapots/one");
        var page = Render<TeapotPage>(parameters => parameters.AddCascadingValue(Acme).Add(shown => shown.Id, "one"));

        page.Render(parameters => parameters.Add(shown => shown.Id, "one"));

        Assert.Equal(["one"], page.Instance.Read);
    }

    [Fact]
    public void A_page_that_was_closed_while_it_initialized_loads_with_a_canceled_token()
    {
        Navigation.NavigateTo("/acme/teapots/one");
        var page = Render<TeapotPage>(parameters => parameters.AddCascadingValue(Acme).Add(shown => shown.Id, "one"));
        page.Instance.Dispose();

        Navigation.NavigateTo("/acme/teapots/two");
        page.Render(parameters => parameters.Add(shown => shown.Id, "two"));

        Assert.True(page.Instance.WasClosed);
    }

    sealed class TeapotPage : StaffPage
    {
        [Parameter] public string Id { get; set; } = "";

        public List<string> Read { get; } = [];

        public bool WasClosed { get; private set; }

        protected override bool Loaded => Read.Count > 0;

        protected override Task LoadAsync()
        {
            Read.Add(Id);
            WasClosed = PageClosed.IsCancellationRequested;
            return Task.CompletedTask;
        }
    }
}
