using App.Accounts;
using App.Platform;
using App.Platform.Ui;

namespace App.Organizations;

/// <summary>The tenants: how they come to be, who is in them, with which role.</summary>
public sealed class OrganizationsModule : Module
{
    public override string Title => "Organizations";

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<FindStaffFrame>(provider => (_, ct) => provider.GetRequiredService<GetStaffFrame>().ExecuteAsync(new(), ct));
        services.AddTransient<OrganizationBook>();
        services.AddTransient<SignUpBook>();
        services.AddTransient<MemberBook>();
        services.AddTransient<AccountDeletion>();
        services.AddTransient<InvitationBook>();
        services.AddTransient<InvitationLetters>();
        services.AddTransient<ILetterWriter, InvitationLetters>();
        services.AddJob<AccountLockedHandler>(AccountJobs.Locked);
    }

    public override void MapRoutes(IEndpointRouteBuilder routes)
    {
        OrganizationEndpoints.Map(routes);
        SignUpEndpoints.Map(routes);
    }

    public override IReadOnlyList<Permission> Permissions => OrganizationPermissions.All;

    public override IReadOnlyList<EventType> Events =>
    [
        EventType.Of<OrganizationCreated>("Organization created", "The organization came to be."),
        EventType.Of<OrganizationUpdated>("Organization updated", "Its name or time zone was changed."),
        EventType.Of<MemberInvited>("Member invited", "Someone was asked into the organization."),
        EventType.Of<MemberJoined>("Member joined", "Someone accepted, or founded the organization."),
        EventType.Of<MemberRoleChanged>("Member's role changed", "A member may do more or less than before."),
        EventType.Of<MemberRemoved>("Member removed", "Someone is no longer in the organization."),
    ];

    public override IReadOnlyList<NavEntry> Navigation => [new("Organization", "Members", "members", "users", 10, OrganizationPermissions.SeeMembers.Name, "g m"), new("Organization", "Settings", "settings", "settings", 90)];

    public override IReadOnlyList<Problem> Problems => OrganizationProblems.All;

    public override IReadOnlyDictionary<string, Problem> Constraints => new Dictionary<string, Problem>
    {
        [MemberTable.UniqueAccount] = OrganizationProblems.AlreadyMember,
        [InvitationTable.UniqueOpen] = OrganizationProblems.AlreadyInvited,
    };
}
