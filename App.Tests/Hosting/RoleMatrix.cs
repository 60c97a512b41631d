namespace App.Tests;

/// <summary>What each role of an organization may do, as tests expect it: its name in the API and its permissions.</summary>
sealed record RoleMatrix(IReadOnlyDictionary<string, IReadOnlySet<string>> Roles)
{
    const string Grid = """
                             Owner Admin Manager Member Operator Packer Cook Courier Cashier Marketing Accountant Hr
        audit.read             x     x      .      .       .       .     .      .       .        .         .       .
        comments.change        x     x      x      x       x       x     x      x       x        x         x       x
        comments.read          x     x      x      x       x       x     x      x       x        x         x       x
        customers.change       x     x      x      x       x       .     .      .       x        .         .       .
        customers.read         x     x      x      x       x       x     .      x       x        x         x       .
        emails.read            x     x      x      .       .       .     .      .       .        .         .       .
        emails.resend          x     x      x      .       .       .     .      .       .        .         .       .
        events.read            x     x      .      .       .       .     .      .       .        .         .       .
        inventory.change       x     x      x      x       x       x     .      .       .        .         .       .
        inventory.read         x     x      x      x       x       x     x      .       x        .         x       .
        keys.change            x     x      .      .       .       .     .      .       .        .         .       .
        keys.read              x     x      .      .       .       .     .      .       .        .         .       .
        members.change         x     x      x      .       .       .     .      .       .        .         .       .
        members.read           x     x      x      x       x       .     .      .       .        .         .       x
        orders.cancel          x     x      x      x       x       .     .      .       .        .         .       .
        orders.fulfill         x     x      x      x       x       x     x      .       .        .         .       .
        orders.place           x     x      x      x       x       .     .      .       x        .         .       .
        orders.read            x     x      x      x       x       x     x      x       x        .         x       .
        organization.change    x     .      .      .       .       .     .      .       .        .         .       .
        organization.set_up    x     x      .      .       .       .     .      .       .        .         .       .
        products.change        x     x      x      x       .       .     .      .       .        x         .       .
        products.read          x     x      x      x       x       x     x      x       x        x         x       .
        roles.change           x     x      .      .       .       .     .      .       .        .         .       .
        security_events.read   x     x      .      .       .       .     .      .       .        .         .       .
        shoppers.change        x     x      x      x       x       .     .      .       .        .         .       .
        shoppers.read          x     x      x      x       x       .     .      .       .        x         .       .
        storefront.change      x     x      x      .       .       .     .      .       .        x         .       .
        views.share            x     x      x      .       .       .     .      .       .        .         .       .
        warehouses.change      x     x      x      x       .       .     .      .       .        .         .       .
        webhooks.change        x     x      .      .       .       .     .      .       .        .         .       .
        webhooks.read          x     x      .      .       .       .     .      .       .        .         .       .
        """;

    static readonly string[][] Lines =
        [.. Grid.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The built-in roles, as the grid above has them.</summary>
    public static RoleMatrix BuiltIn { get; } = new(Lines[0].Index().ToDictionary(
        role => role.Item.ToLowerInvariant(),
        IReadOnlySet<string> (role) => Lines.Skip(1).Where(line => line[role.Index + 1] == "x").Select(line => line[0]).ToHashSet()));

    public static IReadOnlyList<string> Permissions { get; } = [.. Lines.Skip(1).Select(line => line[0])];

    /// <summary>The same roles and another one.</summary>
    public RoleMatrix With(string name, IEnumerable<string> permissions) => new(
        new Dictionary<string, IReadOnlySet<string>>(Roles) { [name] = permissions.ToHashSet() });

    public bool Has(string role, string permission) => Roles[role].Contains(permission);

    /// <summary>Returns what is wrong with the explanation of a refusal; null if nothing is.</summary>
    public string? FaultOf(Explanation? explanation, string role, string permission)
    {
        if (explanation is null)
            return "is not explained";
        if (explanation.Permission != permission)
            return $"names {explanation.Permission}";
        if (explanation.Rules is not [{ Kind: Explanation.RuleKind.Role, Allows: false } rule] || rule.Name != role)
            return "names another rule";
        if (!explanation.RolesWithIt.ToHashSet().SetEquals(Roles.Keys.Where(one => Has(one, permission))))
            return $"names the roles {string.Join(", ", explanation.RolesWithIt)}";
        var givers = Roles.Keys.Where(giver => Has(giver, "members.change") && Gives(giver, permission));
        return explanation.GrantedBy.ToHashSet().SetEquals(givers)
            ? null : $"says that it is granted by {string.Join(", ", explanation.GrantedBy)}";
    }

    /// <summary>Returns whether there is a role with the permission that has no permission which the giver lacks.</summary>
    bool Gives(string giver, string permission) =>
        Roles.Values.Any(given => given.Contains(permission) && given.All(one => Has(giver, one)));
}
