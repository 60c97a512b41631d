using System.Text.Json.Nodes;
using App.Customers.Parts;

namespace App.Customers;

/// <summary>Manages the companies that buy from an organization, with their contacts and addresses.</summary>
public sealed class CustomersModule : Module
{
    public override string Title => "Customers";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddTransient<CustomerLookup>().AddTransient<CustomerCreation>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => CustomerEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => CustomerPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<CustomerCreated>("Customer created", "A customer was created."),
        EventType.Of<CustomerUpdated>("Customer updated", "A customer, its contacts or its addresses were changed."),
        EventType.Of<CustomerArchived>("Customer archived", "A customer was archived. No new orders can be placed for it."),
        EventType.Of<CustomerRestored>(
            "Customer restored", "An archived customer was restored. Orders can be placed for it again."),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
        [new(NavGroup.Sell, "Customers", "customers", "users", 20, CustomerPermissions.Read.Name, "g c")];

    public override IReadOnlyList<SetupStep> SetupSteps =>
    [
        SetupStep.Of<HasCustomer>(
            20, "Add a customer", "Customers are the companies that buy from you.",
            "Add customer", "customers/new", CustomerPermissions.Change.Name),
    ];

    public override IReadOnlyList<ExportList> ExportLists => [CustomerExport.List];

    public override IReadOnlyList<RecordPage> RecordPages =>
        [RecordPage.Of<Customer>("customer", "customers/", CustomerPermissions.Read, customer => customer.Name)];

    public override IReadOnlyList<RecordKind> Records =>
        [RecordKind.Of<CustomerRecords>("Customer", 10, CustomerPermissions.Read.Name)];

    public override IReadOnlyList<QuickAction> Actions =>
        [new("Create customer", "customers/new", CustomerPermissions.Change.Name)];

    public override IReadOnlyList<BulkAction> BulkActions => CustomerBulkActions.All;

    public override IReadOnlyList<Example> Examples =>
    [
        new("name", "Corner Café"), new("number", "C-1001"), new("tax_id", "DE811569869"),
        new("notes", "Delivers through the yard"),
        Example.Of<Contact>("name", "Ana Ferreira"), new("title", "Buyer"), new("label", "Shop"),
        new("lines", new JsonArray("Hafenstraße 7", "Yard")), new("city", "Hamburg"), new("region", "HH"),
        new("postal_code", "20457"), new("country", "DE"), new("recipient", "Ana Ferreira"),
        new("company", "Corner Café"),
    ];

    public override IReadOnlyList<Problem> Problems => [CustomerProblems.NumberTaken];

    public override IReadOnlyDictionary<string, Problem> Constraints =>
        new Dictionary<string, Problem> { [CustomerTable.UniqueNumber] = CustomerProblems.NumberTaken };
}
