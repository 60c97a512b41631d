using System.Reflection;
using App.Accounts;
using App.ApiKeys;
using App.Organizations;
using App.Storefront;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// An end that needs step-up has no route without it: whatever creates a credential, gives rights, adds a destination or removes
/// a protection is an operation that declares this effect.
/// </summary>
public sealed class EffectsTests(TestHost host)
{
    /// <summary>The methods that bring an effect about, as type and name.</summary>
    static readonly Dictionary<(Type Type, string Method), Effects> Ends = new()
    {
        [(typeof(ApiKey), nameof(ApiKey.Create))] = Effects.NewCredential,
        [(typeof(Authenticator), nameof(Authenticator.Begin))] = Effects.NewCredential,
        [(typeof(Passkey), nameof(Passkey.Of))] = Effects.NewCredential,
        [(typeof(RecoveryCode), nameof(RecoveryCode.Of))] = Effects.NewCredential,
        [(typeof(Invitation), nameof(Invitation.Write))] = Effects.NewRights,
        [(typeof(Member), nameof(Member.Join))] = Effects.NewRights,
        [(typeof(Member), nameof(Member.Return))] = Effects.NewRights,
        [(typeof(Member), nameof(Member.Take))] = Effects.NewRights,
        [(typeof(Member), nameof(Member.OfferOwnership))] = Effects.NewRights,
        [(typeof(CustomRole), nameof(CustomRole.Become))] = Effects.NewRights,
        [(typeof(Shopper), nameof(Shopper.Invite))] = Effects.NewRights,
        [(typeof(WebhookEndpoint), nameof(WebhookEndpoint.Create))] = Effects.NewDestination,
        [(typeof(WebhookEndpoint), nameof(WebhookEndpoint.Become))] = Effects.NewDestination,
        [(typeof(WebhookEndpoint), nameof(WebhookEndpoint.Enable))] = Effects.NewDestination,
        [(typeof(WebhookEndpoint), nameof(WebhookEndpoint.Take))] = Effects.NewCredential,
        [(typeof(WebhookEndpoint), nameof(WebhookEndpoint.TakeForNewUrl))] = Effects.NewCredential,
        [(typeof(SecondFactors), nameof(SecondFactors.RemovedAsync))] = Effects.LessProtection,
        [(typeof(Organization), nameof(Organization.RequireSecondFactor))] = Effects.LessProtection,
        [(typeof(Organization), nameof(Organization.LockAfter))] = Effects.LessProtection,
        [(typeof(Organization), nameof(Organization.SetLockoutAlerts))] = Effects.LessProtection,
    };

    /// <summary>Callers that need no step-up, each with the reason.</summary>
    static readonly Dictionary<string, string> Waivers = new()
    {
        ["AcceptInvitation"] = "the rights were given by the invitation",
        ["OrganizationCreation"] = "the organization is new, and its founder gets it",
        ["SeedOrganization"] = "only the demo runs it",
        ["SeedShopper"] = "only the demo runs it",
        ["SeedAdministrator"] = "only the demo runs it",
    };

    static readonly IReadOnlyList<Type> Types = typeof(Features).Assembly.GetTypes();

    [Fact]
    public void Every_end_is_reached_only_by_operations_that_declare_it()
    {
        var faults = Types.SelectMany(FaultsOf).Distinct().ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Every_end_exists_and_every_waiver_is_needed()
    {
        var reached = Types.SelectMany(EndsIn).ToHashSet();

        Assert.Empty(Ends.Keys.Except(reached));
        Assert.Empty(Waivers.Keys.Except(Types.Where(type => EndsIn(type).Any()).Select(type => OutermostOf(type).Name)));
    }

    [Fact]
    public void A_route_without_step_up_is_found() => Assert.NotEmpty(FaultsOf(typeof(EnablesInSecret)));

    /// <summary>Keys cannot step up, so a permission that leads to an effect can be given to a key only by an owner.</summary>
    [Fact]
    public void Permissions_of_operations_with_effects_are_sensitive()
    {
        using var scope = host.Services.CreateScope();
        var wrong = Features.OperationTypes.Select(type => (OperationBase)scope.ServiceProvider.GetRequiredService(type))
            .Where(operation => operation.Effects != Effects.None && operation.Access.Permission is { Sensitive: false });

        Assert.Empty(wrong.Select(operation => $"{operation.GetType().Name}: {operation.Access.Permission!.Name}"));
    }

    IEnumerable<string> FaultsOf(Type type)
    {
        var caller = OutermostOf(type);
        foreach (var end in EndsIn(type))
            if (!Waivers.ContainsKey(caller.Name) && !EffectsOf(caller).HasFlag(Ends[end]))
                yield return $"{caller.Name} calls {end.Type.Name}.{end.Method} and does not declare {Ends[end]}";
    }

    Effects EffectsOf(Type caller)
    {
        if (!caller.IsSubclassOf(typeof(OperationBase)) || caller.IsAbstract || caller.Assembly != typeof(Features).Assembly)
            return Effects.None;
        using var scope = host.Services.CreateScope();
        return ((OperationBase)scope.ServiceProvider.GetRequiredService(caller)).Effects;
    }

    static IEnumerable<(Type Type, string Method)> EndsIn(Type type) =>
        from member in TypeReferences.MembersOf(type).OfType<MethodBase>()
        let end = (member.DeclaringType!, member.Name)
        where Ends.ContainsKey(end) && member.DeclaringType != OutermostOf(type)
        select end;

    static Type OutermostOf(Type type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;
}

/// <summary>A bad case: code that is no operation and enables an endpoint.</summary>
static class EnablesInSecret
{
    public static void Enable(WebhookEndpoint endpoint, DateTimeOffset now) => endpoint.Enable(now);
}
