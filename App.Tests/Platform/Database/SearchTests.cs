using System.Text.RegularExpressions;
using App.Customers;
using App.Tests.Architecture;

namespace App.Tests.Platform;

/// <summary>All lists search in the same way, so customers stand for every list.</summary>
public sealed partial class SearchTests(TestHost host)
{
    [Theory]
    [InlineData("50%", "50% Off")]
    [InlineData("%", "50% Off")]
    [InlineData("under_score", "under_score")]
    [InlineData("_", "under_score")]
    [InlineData(@"back\slash", @"back\slash")]
    [InlineData(@"\", @"back\slash")]
    [InlineData("off 50", "50% Off")] // in any order
    [InlineData(" OFF\u00a0 50 ", "50% Off")] // with any spaces
    [InlineData("50 teas", "")] // each word must occur
    [InlineData("c-5", "50% Off")] // in any of the texts
    [InlineData("c-5 off", "50% Off")]
    [InlineData("", @"50% Off, back\slash, under_score")]
    public async Task Every_word_of_a_search_is_literal_and_must_occur(string q, string found)
    {
        var acme = await host.OrganizationAsync();
        foreach (var (name, number) in new[] { ("50% Off", "C-5"), ("under_score", "C-6"), (@"back\slash", "C-7") })
            await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new(name, number));

        var page = (await acme.Member.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), q))).Value;

        Assert.Equal(found, string.Join(", ", page.Data.Select(customer => customer.Name)));
    }

    [Theory]
    [InlineData("cafe", "Café Österreich")]
    [InlineData("CAFÉ", "Café Österreich")]
    [InlineData("cafe\u0301", "Café Österreich")]
    [InlineData("osterreich cafe", "Café Österreich")]
    [InlineData("strasse", "Straße 5 „Nord“")]
    [InlineData("STRAẞE", "Straße 5 „Nord“")]
    [InlineData("straße\u00a05", "Straße 5 „Nord“")]
    [InlineData("\"nord\"", "Straße 5 „Nord“")]
    [InlineData("５", "Straße 5 „Nord“")] // full width
    [InlineData("tea-7", "Tea–7 O’Neil")]
    [InlineData("o'neil", "Tea–7 O’Neil")]
    [InlineData("t\u200bea", "Tea–7 O’Neil")] // invisible
    [InlineData("tea\0", "Tea–7 O’Neil")]
    public async Task A_search_ignores_case_accents_width_and_kinds_of_punctuation(string q, string found)
    {
        var acme = await host.OrganizationAsync();
        foreach (var name in new[] { "Café Österreich", "Straße 5 „Nord“", "Tea–7 O’Neil" })
            await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new(name));

        var page = (await acme.Member.Get<ListCustomers>().ExecuteAsync(new(new PageRequest(), q))).Value;

        Assert.Equal(found, page.Data.Single().Name);
    }

    [Fact]
    public async Task A_list_sorts_numbers_by_value_over_all_its_pages()
    {
        var acme = await host.OrganizationAsync();
        foreach (var name in new[] { "Shop 10", "shop 9", "Shop 100", "Shop 2", "Übersee 1", "Zoo" })
            await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new(name));
        var list = acme.Member.Get<ListCustomers>();

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await list.ExecuteAsync(new(new PageRequest(2, cursor)))).Value;
            names.AddRange(page.Data.Select(customer => customer.Name));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(["Shop 2", "shop 9", "Shop 10", "Shop 100", "Übersee 1", "Zoo"], names);
    }

    /// <summary>EF's ILike without an escape character turns escaping off.</summary>
    [Fact]
    public void Lists_search_only_through_Search()
    {
        Assert.Empty(Sources.Read(["App"], ".cs").Where(file => Bypasses(file.Text)).Select(file => file.Path));
        Assert.True(Bypasses("rows.Where(row => EF.Functions.ILike(row.Name, pattern))"));
        Assert.False(Bypasses("rows.Matching(q, (row, word) => Search.Has(row.Name, word))"));
    }

    static bool Bypasses(string text) => Like().IsMatch(text);

    [GeneratedRegex(@"Functions\.I?Like\(|\bILike\b", RegexOptions.None)]
    private static partial Regex Like();
}
