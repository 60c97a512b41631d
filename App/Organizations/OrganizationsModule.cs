using System.Text.Json.Nodes;
using App.Accounts;
using App.Organizations.Parts;
using static App.Platform.Http.Examples;

namespace App.Organizations;

/// <summary>Creates organizations, and manages their members, roles, invitations and settings.</summary>
public sealed class OrganizationsModule : Module
{
    public override string Title => "Organizations";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<FindOrganizationContext>(provider =>
            (_, ct) => provider.GetRequiredService<GetOrganizationContext>().ExecuteAsync(new(), ct));
        services.AddScoped<RequirePermission>(provider =>
            (permission, ct) => provider.GetRequiredService<CheckPermission>().ExecuteAsync(new(permission), ct));
        services.AddSingleton<FindCustomRoles>(provider =>
            (db, ct) => RoleStore.CustomAsync(db, provider.GetRequiredService<PermissionCatalog>(), ct));
        services.AddTransient<RoleStore>();
        services.AddTransient<SlugStore>();
        services.AddTransient<OrganizationCreation>();
        services.AddTransient<SignUpCompletion>();
        services.AddTransient<MemberStore>();
        services.AddTransient<MemberLookup>();
        services.AddTransient<AccountDeletion>();
        services.AddTransient<InvitationStore>();
        services.AddTransient<InvitationEmails>();
        services.AddTransient<IEmailRenderer, InvitationEmails>();
        services.AddSingleton<ISecuritySourceResolver, AccountSourceResolver>();
        services.AddSingleton<ISecuritySourceResolver, SlugSourceResolver>();
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        OrganizationEndpoints.Map(routes);
        SignUpEndpoints.Map(routes);
    }

    public override IReadOnlyList<Permission> Permissions => OrganizationPermissions.All;

    public override IReadOnlyList<BulkAction> BulkActions => MemberBulkActions.All;

    public override IReadOnlyList<ICredentialResolver> Credentials => [new OnBehalfResolver()];

    public override IReadOnlyList<RolePermissions> Roles =>
        [.. RoleCatalog.All.Select(entry => new RolePermissions(entry.Key.BuiltIn.ToString(), entry.Name, entry.Permissions))];

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<OrganizationCreated>("Organization created", "The organization was created."),
        EventType.Of<OrganizationUpdated>(
            "Organization updated", "The organization's name, time zone, address or slug was changed."),
        EventType.Of<OrganizationSlugChanged>(
            "Organization's address changed",
            "The slug in the organization's URLs was changed. Links with the old one still work."),
        EventType.Of<MemberInvited>("Member invited", "Someone was invited to the organization."),
        EventType.Of<MemberJoined>("Member joined", "Someone accepted an invitation or created the organization."),
        EventType.Of<MemberRoleChanged>("Member's role changed", "A member's role was changed."),
        EventType.Of<OwnershipOffered>("Ownership offered", "An owner offered a member to become an owner."),
        EventType.Of<RoleCreated>("Role created", "A custom role was created."),
        EventType.Of<RoleUpdated>("Role updated", "A custom role was changed."),
        EventType.Of<RoleDeleted>("Role deleted", "A custom role was deleted."),
        EventType.Of<MemberSuspended>("Member suspended", "A member lost access until they are reinstated."),
        EventType.Of<MemberReinstated>("Member reinstated", "A suspended member got their access back."),
        EventType.Of<MemberRemoved>("Member removed", "A member left the organization or was removed."),
    ];

    public override IReadOnlyList<HandlerDeclaration> Handlers =>
    [
        HandlerDeclaration.OnceForAccount<AccountLocked, NotifyOwnersOfLockout>(
            "notify owners of lockout", "Notify owners of a locked account"),
    ];

    public override IReadOnlyList<Limit> RateLimits => [SignUp.Limit, SuggestSlug.Limit];

    public override IReadOnlyList<TransactionHandler> TransactionHandlers =>
    [
        TransactionHandler.For<MemberSuspended>(InvitationStore.RevokeOfSuspendedAsync),
        TransactionHandler.For<MemberRemoved>(InvitationStore.RevokeOfMemberAsync),
    ];

    public override IReadOnlyList<NavEntry> Navigation =>
    [
        new(NavGroup.Organization, "Members", "members", "users", 10, OrganizationPermissions.SeeMembers.Name, "g m"),
        new(NavGroup.Organization, "Roles", "roles", "user-shield", 20, null, "g r"),
        new(NavGroup.Organization, "Settings", "settings", "settings", 90),
    ];

    public override IReadOnlyList<HomeCard> HomeCards =>
        [HomeCard.Of<InvitationsHomeCard>(40, OrganizationPermissions.ChangeMembers.Name)];

    public override IReadOnlyList<RecordPage> RecordPages =>
        [RecordPage.Of<Member>("member", "members/", OrganizationPermissions.SeeMembers, MemberStore.FindNameAsync)];

    public override IReadOnlyList<RecordKind> Records =>
        [RecordKind.Of<MemberRecords>("Member", 70, OrganizationPermissions.SeeMembers.Name)];

    public override IReadOnlyList<SetupStep> SetupSteps =>
    [
        SetupStep.Of<HasColleague>(
            50, "Invite a colleague", "Each person has a sign-in and a role of their own, and the audit log names who did what.",
            "Invite someone", "members?invite=true", OrganizationPermissions.ChangeMembers.Name),
    ];

    public override IReadOnlyList<StatusName> Statuses =>
    [
        new(MemberStatus.Active, "Active", Tone.Success, Shape.Filled),
        new(MemberStatus.Suspended, "Suspended", Tone.Warning, Shape.Half),
        new(MemberStatus.Removed, "Removed", Tone.Neutral, Shape.Cross),
        new(InvitationState.Pending, "Invited", Tone.Info, Shape.Ring),
        new(InvitationState.Accepted, "Accepted", Tone.Success, Shape.Filled),
        new(InvitationState.Revoked, "Revoked", Tone.Danger, Shape.Cross),
        new(InvitationState.Expired, "Expired", Tone.Neutral, Shape.Cross),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("name", "Ana Ferreira"), new("invited_by", "Ana Ferreira"), new("email_failure", "No such mailbox"),
        Example.Of<Me>("permissions", new JsonArray("orders.read")),
        Example.Of<InvitationLink>("url", "https://stockade.example/invite/2WkXq0"),
        Example.Of<RoleDescription>("name", "Packer"),
        Example.Of<RoleDescription>("description", "Picks and ships orders, and corrects stock."),
        Example.Of<RoleDescription>("permissions", new JsonArray("orders.fulfill", "orders.read")),
        new("role_name", "Packer"), new("author", "Ana Ferreira"),
        Example.Of<RoleDraft>("name", "Night shift"), Example.Of<RoleDraft>("description", "Packs orders at night."),
        Example.Of<RoleDraft>("permissions", new JsonArray("orders.fulfill", "orders.read")),
        Example.Of<UpdateRole.Changes>("name", "Day shift"),
        Example.Of<UpdateRole.Changes>("description", "Packs orders by day."),
        Example.Of<UpdateRole.Changes>("permissions", new JsonArray("orders.cancel", "orders.read")),
        Example.Of<PermissionGroupView>("title", "Orders"), Example.Of<PermissionView>("name", "orders.fulfill"),
        Example.Of<PermissionView>("title", "Fulfill orders"), Example.Of<PermissionView>("scope", "orders:write"),
        Example.Of<PermissionView>("sentence", "Fulfill orders, completely or in part."),
        Example.Of<Me>("id", ExampleId("mem")), Example.Of<Me.Place>("name", "Harbor Foods"),
        Example.Of<OrganizationView>("name", "Harbor Foods"), Example.Of<OrganizationDetails>("name", "Harbor Foods"),
        Example.Of<UpdateOrganization.Request>("name", "Harbor Foods"),
    ];

    public override IReadOnlyList<Problem> Problems => OrganizationProblems.All;

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [CustomRoleTable.UniqueName] = OrganizationProblems.RoleNameTaken,
        [MemberTable.UniqueAccount] = OrganizationProblems.AlreadyMember,
        [InvitationTable.UniqueOpen] = OrganizationProblems.AlreadyInvited,
    };
}
