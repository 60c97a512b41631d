using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace App.Tests.Architecture;

/// <summary>
/// What a feature declares is complete: events, id prefixes and navigation entries that were forgotten fail here.
/// </summary>
public sealed class FeatureDeclarationTests
{
    static readonly IReadOnlyList<Type> Types = typeof(Features).Assembly.GetTypes();

    [Fact]
    public void Every_event_type_is_declared_by_a_feature() =>
        Assert.Empty(Undeclared(Types, Features.All.SelectMany(feature => feature.Events)));

    [Fact]
    public void An_undeclared_event_is_found() => Assert.Equal(["Forgotten"], Undeclared([typeof(Forgotten)], []));

    [Fact]
    public void Every_event_of_an_account_is_declared_by_a_feature() =>
        Assert.Empty(UndeclaredOfAccounts(Types, Features.All.SelectMany(feature => feature.AccountEvents)));

    [Fact]
    public void An_undeclared_event_of_an_account_is_found() =>
        Assert.Equal(["ForgottenOfAccount"], UndeclaredOfAccounts([typeof(ForgottenOfAccount)], []));

    [Fact]
    public void Every_event_handler_is_declared_by_a_feature() =>
        Assert.Empty(Unused(Types, Features.All.SelectMany(feature => feature.Handlers)));

    [Fact]
    public void An_undeclared_event_handler_is_found() =>
        Assert.Equal(["Reacts"], Unused([typeof(Reacts)], []));

    [Fact]
    public void A_handler_of_an_undeclared_event_stops_the_start()
    {
        var handler = HandlerDeclaration.OnEachInstance<Forgotten, Reacts>();

        var refused = Assert.Throws<InvalidOperationException>(() => new EventHandlers([handler], []));

        Assert.Equal("Reacts handles Forgotten, which no feature declares.", refused.Message);
        Assert.Throws<InvalidOperationException>(() => new EventHandlers([handler, handler], [typeof(Forgotten)]));
        Assert.Single(new EventHandlers([handler], [typeof(Forgotten)]).All);
    }

    [Fact]
    public void Every_declared_event_can_be_read_back_from_its_payload() =>
        Assert.Empty(Unreadable(Features.All.SelectMany(feature => feature.Events.Select(type => type.Payload))
            .Concat(Features.All.SelectMany(feature => feature.AccountEvents))));

    [Fact]
    public void An_event_that_cannot_be_read_back_is_found() =>
        Assert.Equal(["WriteOnly"], Unreadable([typeof(WriteOnly)]));

    [Fact]
    public void Every_declared_event_is_raised_somewhere() => Assert.Empty(NeverRaised(
        Types, Features.All.SelectMany(feature => feature.Events.Select(type => type.Payload).Concat(feature.AccountEvents))));

    [Fact]
    public void An_event_that_nothing_raises_is_found() =>
        Assert.Equal(["Forgotten"], NeverRaised([typeof(Raises)], [typeof(Forgotten), typeof(ForgottenOfAccount)]));

    [Fact]
    public void Every_navigation_entry_leads_to_a_page_and_every_list_page_has_an_entry() =>
        Assert.Empty(NavigationFaults(Templates, Features.All.SelectMany(feature => feature.Navigation).ToList()));

    [Fact]
    public void A_misspelled_navigation_path_is_found() => Assert.Equal(
        ["there is no page /{Slug}/oders", "/{Slug}/orders has no navigation entry"],
        NavigationFaults(
            ["/{Slug}/orders", "/{Slug}/orders/{Id}", "/s/{Slug}"], [new(NavGroup.Sell, "Orders", "oders", "home", 1)]));

    [Fact]
    public void Every_setup_step_leads_to_a_page_and_needs_a_known_permission() => Assert.Empty(StepFaults(
        Templates, Features.All.SelectMany(feature => feature.SetupSteps),
        Features.All.SelectMany(feature => feature.Permissions)));

    [Fact]
    public void A_setup_step_without_a_page_or_permission_is_found() => Assert.Equal(
        ["there is no page /{Slug}/producs/new", "there is no permission products.chnage"],
        StepFaults(
            ["/{Slug}/products/new"],
            [new(1, "Add a product", "", "Add", "producs/new?a=b", "products.chnage", false, typeof(First))], []));

    static IEnumerable<string> StepFaults(
        IReadOnlyList<string> templates, IEnumerable<SetupStep> steps, IEnumerable<Permission> permissions)
    {
        var declared = steps.ToList();
        var paths = declared.Select(step => $"/{{Slug}}/{step.Path.Split('?')[0]}");
        return paths.Except(templates).Select(path => $"there is no page {path}").Concat(
            declared.Select(step => step.Permission).Except(permissions.Select(permission => permission.Name))
                .Select(name => $"there is no permission {name}"));
    }

    [Fact]
    public void Every_operation_has_a_summary() => Assert.DoesNotContain(Features.OperationTypes, HasNoSummary);

    [Fact]
    public void An_operation_without_a_summary_is_found() => Assert.True(HasNoSummary(typeof(Forgotten)));

    [Fact]
    public void Every_id_prefix_belongs_to_one_type() => Assert.Empty(Shared(Types));

    [Fact]
    public void A_prefix_used_twice_is_found() => Assert.Single(Shared([typeof(First), typeof(Second)]));

    [Fact]
    public void Every_navigation_entry_has_a_known_icon()
    {
        var wrong = Features.All.SelectMany(feature => feature.Navigation).SelectMany(Faults).ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void An_entry_with_an_unknown_icon_is_found() =>
        Assert.Single(Faults(new NavEntry(NavGroup.Sell, "Lost", "lost", "no-such-icon", 1, null)));

    [Fact]
    public void Every_rate_limit_is_declared_by_a_feature_or_general() => Assert.Empty(UndeclaredLimits(Types, AllLimits));

    [Fact]
    public void An_undeclared_rate_limit_is_found() =>
        Assert.Equal(["brew", "pour"], UndeclaredLimits([typeof(Teapot)], AllLimits));

    [Fact]
    public void Every_status_that_a_page_shows_has_a_name()
    {
        var shown = Types.SelectMany(ShownStatuses).Distinct().ToList();

        Assert.Contains(typeof(App.Orders.Parts.OrderState), shown);
        Assert.Empty(Unnamed(shown, Features.All.SelectMany(feature => feature.Statuses)));
    }

    [Fact]
    public void A_status_without_a_name_is_found() =>
        Assert.Equal(["Weather.Rain"], Unnamed([typeof(Weather)], [new(Weather.Sun, "Sunny", Tone.Success, Shape.Filled)]));

    static IReadOnlyCollection<Limit> AllLimits => new RateLimits(Features.All.SelectMany(feature => feature.RateLimits)).All;

    /// <summary>Limits that a field defines or the attribute of a page names.</summary>
    static List<string> UndeclaredLimits(IEnumerable<Type> types, IEnumerable<Limit> declared) =>
        [.. types.SelectMany(type => LimitFields(type).Concat(
                type.GetCustomAttributes<RateLimitedAttribute>().Select(attribute => attribute.Limit)))
            .Except(declared.Select(limit => limit.Name))];

    static IEnumerable<string> LimitFields(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(field => field.FieldType == typeof(Limit) && !type.ContainsGenericParameters)
            .Select(field => ((Limit)field.GetValue(null)!).Name);

    static List<string> Undeclared(IEnumerable<Type> types, IEnumerable<EventType> declared) =>
        [.. types.Where(type => type.IsAssignableTo(typeof(IEvent)) && type is { IsInterface: false, IsAbstract: false })
            .Except(declared.Select(declaration => declaration.Payload)).Select(type => type.Name)];

    static List<string> NeverRaised(IEnumerable<Type> types, IEnumerable<Type> declared)
    {
        var created = types.SelectMany(type => TypeReferences.MembersOf(type).OfType<ConstructorInfo>()
            .Select(constructor => constructor.DeclaringType!).Where(other => other != type)).ToHashSet();
        return [.. declared.Where(payload => !created.Contains(payload)).Select(payload => payload.Name)];
    }

    /// <summary>The routes of all pages.</summary>
    static IReadOnlyList<string> Templates =>
        [.. Types.SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)];

    static IEnumerable<string> NavigationFaults(IReadOnlyList<string> templates, IReadOnlyList<NavEntry> entries)
    {
        var paths = entries.Select(entry => $"/{{Slug}}/{entry.Path}".TrimEnd('/')).ToHashSet();
        return paths.Except(templates).Select(path => $"there is no page {path}").Concat(
            templates.Where(IsListPage).Except(paths).Select(template => $"{template} has no navigation entry"));
    }

    /// <summary>Returns whether a page is one of an organization and is not below another page.</summary>
    static bool IsListPage(string template) =>
        template.Split('/') is ["", "{Slug}"] or ["", "{Slug}", _];

    static bool HasNoSummary(Type operation) => string.IsNullOrWhiteSpace(App.Platform.Http.Comments.Of(operation));

    static List<string> UndeclaredOfAccounts(IEnumerable<Type> types, IEnumerable<Type> declared) =>
        [.. types.Where(type => type.IsAssignableTo(typeof(IAccountEvent)) && !type.IsInterface)
            .Except(declared).Select(type => type.Name)];

    static List<string> Unused(IEnumerable<Type> types, IEnumerable<HandlerDeclaration> declared) =>
        [.. types.Where(type => type is { IsInterface: false, IsAbstract: false } && type.GetInterfaces().Any(IsHandler))
            .Except(declared.Select(handler => handler.Handler)).Select(type => type.Name)];

    static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEventHandler<>);

    /// <summary>Events that have no constructor that JSON can use. A missing member is not such a fault.</summary>
    static List<string> Unreadable(IEnumerable<Type> events) =>
        [.. events.Where(type => Record.Exception(() => JsonSerializer.Deserialize("{}", type, Json.Options))
            is NotSupportedException or InvalidOperationException).Select(type => type.Name)];

    static List<string> Shared(IEnumerable<Type> types) =>
        [.. types.Where(type => type.IsAssignableTo(typeof(IIdentified)) && type is { IsInterface: false, IsAbstract: false })
            .Select(PrefixOf).DistinctBy(prefix => prefix.DeclaringType) // both realms share the prefix of a base class
            .GroupBy(prefix => (string)prefix.GetValue(null)!).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(prefix => prefix.DeclaringType!.Name))}")];

    static PropertyInfo PrefixOf(Type type) => type.GetProperty(
        nameof(IIdentified.IdPrefix), BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!;

    /// <summary>The enums of the badges on a page: Razor generates a generic method that creates each badge.</summary>
    static IEnumerable<Type> ShownStatuses(Type page) =>
        TypeReferences.MembersOf(page).OfType<MethodInfo>()
            .Where(method => method.IsGenericMethod && method.Name.StartsWith("CreateStatusBadge", StringComparison.Ordinal))
            .SelectMany(method => method.GetGenericArguments()).Where(argument => argument.IsEnum);

    static List<string> Unnamed(IEnumerable<Type> enums, IEnumerable<StatusName> declared) =>
        [.. enums.SelectMany(type => Enum.GetValues(type).Cast<Enum>()).Except(declared.Select(name => name.Status))
            .Select(status => $"{status.GetType().Name}.{status}")];

    static IEnumerable<string> Faults(NavEntry entry)
    {
        if (!IconDrawings.Has(entry.Icon))
            yield return $"{entry.Title}: the icon {entry.Icon} is not in build/icons.txt.";
    }

    [RateLimited("pour")]
    sealed class Teapot
    {
        public static readonly Limit Brew = new("brew", 1, 60);
    }

    enum Weather { Sun, Rain }

    sealed record Forgotten : IEvent
    {
        public static string Type => "test.forgotten";

        public string Subject => "";
    }

    sealed record ForgottenOfAccount(Guid AccountId) : IAccountEvent
    {
        public static string Type => "test.forgotten_of_account";
    }

    static class Raises
    {
        public static ForgottenOfAccount Raise() => new(Guid.Empty);
    }

    sealed class Reacts : IEventHandler<Forgotten>
    {
        public Task HandleAsync(Forgotten raised, EventContext context, CancellationToken ct) => Task.CompletedTask;
    }

    sealed record WriteOnly : IEvent
    {
        WriteOnly(string subject) => Subject = subject;

        public static string Type => "test.write_only";

        public string Subject { get; }
    }

    sealed class First : IIdentified
    {
        public static string IdPrefix => "twice";
    }

    sealed class Second : IIdentified
    {
        public static string IdPrefix => "twice";
    }
}
