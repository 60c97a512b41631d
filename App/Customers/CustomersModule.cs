using App.Platform;
using App.Platform.Ui;

namespace App.Customers;

/// <summary>Who buys: companies with their contacts and addresses.</summary>
public sealed class CustomersModule : Module
{
    public override string Title => "Customers";

    public override void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddTransient<CustomerBook>();

    public override void MapRoutes(IEndpointRouteBuilder routes) => CustomerEndpoints.Map(routes);

    public override IReadOnlyList<Permission> Permissions => CustomerPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<CustomerCreated>("Customer created", "A company was added to the customers."),
        EventType.Of<CustomerUpdated>("Customer updated", "A customer, its contacts or its addresses were changed."),
        EventType.Of<CustomerArchived>("Customer archived", "A company no longer buys."),
    ];

    public override IReadOnlyList<NavEntry> Navigation => [new("Sell", "Customers", "customers", "users", 20, CustomerPermissions.Read.Name, "g c")];

    public override IReadOnlyList<Problem> Problems => [CustomerProblems.NumberTaken];

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem> { [CustomerTable.UniqueNumber] = CustomerProblems.NumberTaken };
}
