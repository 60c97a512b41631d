using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace App.Tests.Architecture;

/// <summary>The component library is used in one folder and two stylesheets only, so it can be replaced.</summary>
public sealed partial class ComponentLibraryTests
{
    const string Folder = "App/Platform/Ui/Vendor/";

    static readonly string[] Sheets = ["wwwroot/css/vendor.css", "wwwroot/css/mud-map.css"];

    [Fact]
    public void The_component_library_is_used_in_one_folder()
    {
        var found = Sources.Read(["App"], ".cs", ".razor").SelectMany(file => Names(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("App/Orders/Pages/OrderPage.razor", "@using MudBlazor")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "<MudButton>Save</MudButton>")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "<MudBlazor.MudButton />")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "<VendorCalendar Open />")]
    [InlineData("App/Platform/Ui/UiModule.cs", "using MudBlazor.Services;")]
    [InlineData("App/Platform/Ui/UiModule.cs", "services.AddMudServices();")]
    public void A_use_outside_the_folder_is_found(string path, string text) => Assert.NotEmpty(Names(path, text));

    [Theory]
    [InlineData(Folder + "VendorTable.razor", "@using MudBlazor")]
    [InlineData("App/Orders/Pages/OrderPage.razor", "<p>Muddy boots</p>")]
    public void A_use_inside_the_folder_is_allowed(string path, string text) => Assert.Empty(Names(path, text));

    [Fact]
    public void The_component_library_is_styled_in_two_stylesheets()
    {
        var found = Sources.Read(["wwwroot/css", "wwwroot/js", "App"], ".css", ".js", ".razor")
            .SelectMany(file => Selectors(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("wwwroot/css/data.css", ".grid .mud-table-root { inline-size: 100%; }")]
    [InlineData("wwwroot/css/data.css", ".grid td { color: var(--mud-palette-primary); }")]
    [InlineData("wwwroot/js/shell.js", "document.querySelector('.mud-popover')")]
    public void A_selector_outside_the_stylesheets_is_found(string path, string text) => Assert.NotEmpty(Selectors(path, text));

    [Fact]
    public void A_selector_inside_the_stylesheets_is_allowed() =>
        Assert.Empty(Selectors("wwwroot/css/vendor.css", ".mud-alert { padding: 0; }"));

    [Fact]
    public void No_component_exposes_a_library_type()
    {
        var found = typeof(App.Platform.Ui.UiModule).Assembly.GetExportedTypes()
            .Where(type => !typeof(MudBlazor.MudComponentBase).IsAssignableFrom(type)).SelectMany(Leaks).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_parameter_with_a_library_type_is_found() => Assert.NotEmpty(Leaks(typeof(Leaky)));

    sealed class Leaky : ComponentBase
    {
        [Parameter] public IReadOnlyList<MudBlazor.Severity> Kinds { get; set; } = [];
    }

    static IEnumerable<string> Names(string path, string text) =>
        path.StartsWith(Folder, StringComparison.Ordinal) ? [] : Found(path, text, LibraryName());

    static IEnumerable<string> Selectors(string path, string text) =>
        Sheets.Contains(path) || path.StartsWith(Folder, StringComparison.Ordinal) ? [] : Found(path, text, LibrarySelector());

    static IEnumerable<string> Found(string path, string text, Regex pattern) =>
        pattern.Matches(text).Select(match => $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}");

    static IEnumerable<string> Leaks(Type component) =>
        from property in component.GetProperties()
        where property.IsDefined(typeof(ParameterAttribute), inherit: true)
        where IsLibraryType(property.PropertyType)
        select $"{component.Name}.{property.Name}: {property.PropertyType}";

    static bool IsLibraryType(Type type) =>
        type.Assembly == typeof(MudBlazor.MudComponentBase).Assembly || type.GetGenericArguments().Any(IsLibraryType);

    [GeneratedRegex(@"\bMudBlazor\b|</?Mud[A-Z]\w*|\bMud(Services|Theme|Dialog|Table|DataGrid)\w*|\bAddMud\w*|<VendorCalendar\b")]
    private static partial Regex LibraryName();

    [GeneratedRegex(@"\.mud-[\w-]+|--mud-[\w-]+")]
    private static partial Regex LibrarySelector();
}
