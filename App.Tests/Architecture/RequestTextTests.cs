using System.Reflection;
using App.Customers;
using App.Organizations;
using App.Storefront;

namespace App.Tests.Architecture;

/// <summary>The characters of every text in every request are checked, and what emails print contains no link.</summary>
public sealed class RequestTextTests(TestHost host)
{
    static readonly Type[] Requests =
        [.. typeof(IRequest).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IRequest)))];

    /// <summary>
    /// Credentials, which are only hashed or compared, and email addresses, for which <see cref="EmailAddress"/> has the rule.
    /// </summary>
    static readonly string[] OfOwnRule = ["Token", "LinkToken", "CartToken", "Code", "Email"];

    /// <summary>Texts that are not of one line. Whoever adds one says why here.</summary>
    static readonly string[] Declared =
    [
        "AddPasskey.Request.Credential: AnyText", // JSON of the browser, which is parsed and verified
        "PasskeySignIn.Request.Credential: AnyText",
        "ConfirmStepUpByPasskey.Request.Credential: AnyText",
        "AddVariant.Request.Barcode: AnyText", // barcodes are read as a scanner sends them
        "UpdateVariant.Changes.Barcode: AnyText",
        "VariantDraft.Barcode: AnyText",
        "ListVariants.Request.Barcode: AnyText",
        "ListVariants.Request.Sku: AnyText", // compared by its key
        "AuditExport.Filter.Q: AnyText",
        "StockLevelExport.Filter.Q: AnyText",
        "SeedComment.Request.Text: Multiline",
        "FindMembers.Request.Q: AnyText", // compared with the search texts
        "FindCustomers.Request.Q: AnyText",
        "FindProducts.Request.Q: AnyText",
        "FindVariants.Request.Q: AnyText",
        "OrderFilter.Q: AnyText", // compared with the search texts
        "ProductFilter.Q: AnyText",
        "CustomerFilter.Q: AnyText",
        "CreateProduct.Request.Description: Multiline",
        "CreateProductWithStock.Request.Description: Multiline",
        "UpdateProduct.Changes.Description: Multiline",
        "CreateCustomer.Request.Notes: Multiline",
        "UpdateCustomer.Changes.Notes: Multiline",
        "HandleEvent`1.Event: AnyText", // written by an operation that has checked it
        "ListAuditEntries.Request.Q: AnyText", // searches are folded
        "CountStockLevels.Request.Q: AnyText",
        "CreateComment.Request.Text: Multiline",
        "UpdateComment.Changes.Text: Multiline",
        "ListMentionable.Request.Q: AnyText", // compared with names
        "ListCustomers.Request.Q: AnyText",
        "ListEmails.Request.Q: AnyText",
        "ListOrders.Request.Q: AnyText",
        "ListProducts.Request.Q: AnyText",
        "ListStockLevels.Request.Q: AnyText",
        "ListSuppressedAddresses.Request.Q: AnyText",
        "ListVariants.Request.Q: AnyText",
        "ListWarehouses.Request.Q: AnyText",
        "SearchCatalog.Request.Q: AnyText",
        "SuggestSlug.Request.Name: AnyText", // only read to suggest an address
        "SuggestSlug.Request.Slug: AnyText",
    ];

    /// <summary>The texts that emails print, and the members of requests that set them.</summary>
    static readonly Dictionary<string, string[]> Printed = new()
    {
        ["Author"] = ["SignUp.Request.Name", "CreateApiKey.Request.Name"],
        ["Customer"] = ["CreateCustomer.Request.Name", "UpdateCustomer.Changes.Name"],
        ["InvitedBy"] = ["SignUp.Request.Name", "CreateApiKey.Request.Name"],
        ["Member"] = ["SignUp.Request.Name"],
        ["Name"] =
        [
            "InviteShopper.Request.Name", "ConfirmAuthenticator.Request.Name", "AddPasskey.Request.Name",
            "RenamePasskey.Request.Name",
        ],
        ["Organization"] = ["NewOrganization.Name", "CreateOrganization.Request.Name", "UpdateOrganization.Request.Name"],
        ["RoleName"] = ["RoleDraft.Name", "UpdateRole.Changes.Name"],
        ["Storefront"] = ["NewOrganization.Name", "CreateOrganization.Request.Name", "UpdateOrganization.Request.Name"],
    };

    /// <summary>Texts of emails that no person chooses, and addresses, which have a check of their own.</summary>
    static readonly string[] NotChosen = ["Address", "Code", "Device", "Email", "Subject", "Reason", "Kind", "About", "RecordId", "Noun"];

    public static TheoryData<string> Breaks => ["a\nb", "a\u2028b", "a\0b", "a\u202eb", "a\u200bb"];

    [Theory, MemberData(nameof(Breaks))]
    public async Task A_name_with_a_break_or_an_invisible_character_is_refused(string name)
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new(name));

        Assert.Equal("name", Assert.IsType<Problem.Invalid>(refused.Problem).Param);
    }

    [Fact]
    public async Task Texts_in_lists_and_optional_members_are_checked_and_named_by_their_place()
    {
        var acme = await host.OrganizationAsync();

        var listed = await acme.Owner.Get<CreateCustomer>().ExecuteAsync(
            new("Bar", Contacts: [new("Ana"), new("Ben\nhttp://evil.example")]));
        var optional = await acme.Owner.Get<UpdateCustomer>().ExecuteAsync(
            new(default, new() { Number = "C\u200b5" }));

        Assert.Equal("contacts[1].name", Assert.IsType<Problem.Invalid>(listed.Problem).Param);
        Assert.Equal("number", Assert.IsType<Problem.Invalid>(optional.Problem).Param);
    }

    [Fact]
    public async Task Notes_may_have_several_lines()
    {
        var acme = await host.OrganizationAsync();

        Assert.Null((await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new("Bar", Notes: "Ring.\r\n\tTwice."))).Problem);
        Assert.NotNull((await acme.Owner.Get<CreateCustomer>().ExecuteAsync(new("Bar", Notes: "Ring.\u0007"))).Problem);
    }

    [Fact]
    public async Task A_name_that_emails_print_contains_no_link()
    {
        var acme = await host.OrganizationAsync();

        var refused = await acme.Owner.Get<CreateOrganization>().ExecuteAsync(new("Confirm at evil．example/now"));
        var shopper = await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(default, "evil.example", "ana@acme.example"));

        Assert.Equal("looks_like_link", Assert.IsType<Problem.Invalid>(refused.Problem).Errors.Single().Code);
        Assert.Equal("looks_like_link", Assert.IsType<Problem.Invalid>(shopper.Problem).Errors.Single().Code);
    }

    [Fact]
    public void Every_text_of_every_request_is_reached()
    {
        Assert.True(Requests.Length > 100);
        Assert.Empty(Requests.SelectMany(Unreached));
    }

    [Fact]
    public void A_text_that_is_not_reached_is_found()
    {
        Assert.Equal(["PlantedRequest.Hidden"], Unreached(typeof(PlantedRequest)));
    }

    sealed record PlantedRequest(string Name, object Hidden, IReadOnlyList<PlantedPart> Parts) : IRequest;

    sealed record PlantedPart(Optional<string?> Note);

    [Fact]
    public void Texts_that_are_not_of_one_line_are_declared_here() => Assert.Equal(Declared.Order(StringComparer.Ordinal), Requests
        .SelectMany(type => Texts(type, []))
        .Where(property => !(OfOwnRule.Contains(property.Name) && property.IsDefined(typeof(AnyTextAttribute))))
        .SelectMany(property => new[] { typeof(MultilineAttribute), typeof(AnyTextAttribute) }.Where(property.IsDefined)
            .Select(kind => $"{NameOf(property)}: {kind.Name.Replace("Attribute", "", StringComparison.Ordinal)}"))
        .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_text_that_emails_print_is_checked_for_links()
    {
        var texts = typeof(EmailTemplate).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EmailTemplate)))
            .SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(string))
            .Select(property => property.Name).Except(NotChosen).Distinct().Order(StringComparer.Ordinal);
        var mailed = Requests.SelectMany(type => Texts(type, []))
            .Where(property => property.IsDefined(typeof(MailedAttribute))).Select(NameOf).ToHashSet();

        Assert.Equal(Printed.Keys.Order(StringComparer.Ordinal), texts);
        Assert.Empty(Printed.Values.SelectMany(sources => sources).Except(mailed));
    }

    static IEnumerable<string> Unreached(Type request) =>
        Texts(request, []).Where(property => !property.IsDefined(typeof(AnyTextAttribute)) && !IsReached(request, property, []))
            .Select(NameOf);

    static bool IsReached(Type type, PropertyInfo wanted, HashSet<Type> seen) => seen.Add(type) && (
        RequestMembers.Of(type).Any(property => NameOf(property) == NameOf(wanted)
            || Parts(property.PropertyType).Any(part => IsReached(part, wanted, seen))));

    /// <summary>The properties that are texts, or could hold a text that nobody sees from outside.</summary>
    static IEnumerable<PropertyInfo> Texts(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            yield break;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var parts = Parts(property.PropertyType).ToList();
            if (property.IsDefined(typeof(AnyTextAttribute)) || parts.Contains(typeof(string)) || parts.Contains(typeof(object)))
                yield return property;
            else
                foreach (var inner in parts.Where(IsOurs).SelectMany(part => Texts(part, seen)))
                    yield return inner;
        }
    }

    static bool IsOurs(Type type) => type.Namespace?.StartsWith("App.", StringComparison.Ordinal) == true && !type.IsEnum
        && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>));

    /// <summary>The type, the types of its elements, and the arguments of a generic type.</summary>
    static IEnumerable<Type> Parts(Type type)
    {
        yield return type;
        var inner = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments().Where(_ => IsContainer(type));
        foreach (var part in inner.SelectMany(Parts))
            yield return part;
    }

    static bool IsContainer(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() != typeof(Id<>);

    static string NameOf(PropertyInfo property) =>
        $"{(property.DeclaringType!.DeclaringType is { } outer && outer != typeof(RequestTextTests) ? outer.Name + "." : "")}"
        + $"{property.DeclaringType.Name}.{property.Name}";
}
