using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace App.Organizations;

static class OrganizationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapResource(
            "/me", "Current caller",
            "Who the credential of the request belongs to, what it may do, and the open sessions of the signed-in person.");
        me.MapGet("/", (Caller caller, GetMe account, GetKeyMe key, CancellationToken ct) =>
            (caller.Credential is Credential.ApiKey ? key.ExecuteAsync(new(), ct) : account.ExecuteAsync(new(), ct)).ToOk())
            .WithSummary("Get current caller");

        me.MapGet("/ownership_offer", (GetOwnershipOffer get, CancellationToken ct) => get.ExecuteAsync(new(), ct).ToOk())
            .WithSummary("Get own ownership offer");
        me.MapPost("/ownership_offer/accept", (IdempotencyKey? key, AcceptOwnership accept, CancellationToken ct) =>
            accept.ExecuteAsync(new(), key, ct).ToOk())
            .WithSummary("Accept ownership");
        me.MapDelete("/ownership_offer", (DeclineOwnership decline, CancellationToken ct) =>
            decline.ExecuteAsync(new(), null, ct).ToNoContent())
            .WithSummary("Decline ownership");

        var organization = routes.MapResource(
            "/organization", "Organization",
            "The organization of the credential: its name, slug, postal address, currency, time zone and security settings.");
        organization.MapGet("/", (GetOrganization get, CancellationToken ct) => get.ExecuteAsync(new(), ct).ToOk());
        organization.MapPatch("/", (
            UpdateOrganization.Request changes, IdempotencyKey? key, UpdateOrganization update, CancellationToken ct) =>
            update.ExecuteAsync(changes, key, ct).ToOk());

        var members = routes.MapResource(
            "/members", "Members",
            "The people of the organization and their roles.");
        members.MapGet("/", ([AsParameters] PageQuery page, ListMembers list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest()), ct).ToOk());
        members.MapGet("/{id}", (Id<Member> id, GetMember get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        members.MapGet("/{id}/access", (Id<Member> id, GetMemberAccess get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk())
            .WithSummary("Get how a member signs in");
        members.MapPatch("/{id}", (Id<Member> id, ChangeMemberRole.Changes changes, IdempotencyKey? key,
                ChangeMemberRole change, CancellationToken ct) =>
            change.ExecuteAsync(new(id, changes), key, ct).ToOk());
        members.MapPost("/{id}/suspend", (Id<Member> id, IdempotencyKey? key, SuspendMember suspend, CancellationToken ct) =>
            suspend.ExecuteAsync(new(id), key, ct).ToOk());
        members.MapPost("/{id}/reinstate", (Id<Member> id, IdempotencyKey? key,
                ReinstateMember reinstate, CancellationToken ct) =>
            reinstate.ExecuteAsync(new(id), key, ct).ToOk());
        members.MapPost("/{id}/ownership_offer", (Id<Member> id, IdempotencyKey? key,
                OfferOwnership offer, CancellationToken ct) =>
            offer.ExecuteAsync(new(id), key, ct).ToOk())
            .WithSummary("Offer ownership");
        members.MapDelete("/{id}/ownership_offer", (Id<Member> id, WithdrawOwnershipOffer withdraw, CancellationToken ct) =>
            withdraw.ExecuteAsync(new(id), null, ct).ToNoContent())
            .WithSummary("Withdraw ownership offer");
        members.MapDelete("/{id}", (Id<Member> id, RemoveMember remove, CancellationToken ct) =>
            remove.ExecuteAsync(new(id), null, ct).ToNoContent());

        var roles = routes.MapResource(
            "/roles", "Roles",
            "What each role may do: the built-in roles, and those that the organization has composed from permissions. "
            + "A member has one role; an API key never does more than the role of its creator.");
        roles.MapGet("/", (GetRoles get, CancellationToken ct) => get.ExecuteAsync(new(), ct).ToOk())
            .WithSummary("Get the permissions of all roles");
        roles.MapGet("/{id}", (RoleKey id, GetRole get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk())
            .WithSummary("Get a role");
        roles.MapPost("/", (RoleDraft draft, IdempotencyKey? key, CreateRole create, CancellationToken ct) =>
            create.ExecuteAsync(draft, key, ct).ToCreated(role => $"{Api.Base}/roles/{role.Role}"))
            .WithSummary("Create custom role");
        roles.MapPatch("/{id}", (Id<CustomRole> id, UpdateRole.Changes changes, IdempotencyKey? key,
                UpdateRole update, CancellationToken ct) =>
            update.ExecuteAsync(new(id, changes), key, ct).ToOk())
            .WithSummary("Update custom role");
        roles.MapDelete("/{id}", (Id<CustomRole> id, DeleteRole delete, CancellationToken ct) =>
            delete.ExecuteAsync(new(id), null, ct).ToNoContent())
            .WithSummary("Delete custom role");

        var invitations = routes.MapResource(
            "/invitations", "Invitations",
            "Emails with a link that lets its reader become a member of the organization.");
        invitations.MapGet("/", ([AsParameters] PageQuery page,
            [FromQuery, Description("If true, also returns accepted and revoked invitations.")] bool? closed,
            ListInvitations list, CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), closed ?? false), ct).ToOk());
        invitations.MapGet("/{id}", (Id<Invitation> id, GetInvitation get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
        invitations.MapPost("/", (InviteMember.Request request, IdempotencyKey? key, InviteMember invite, CancellationToken ct) =>
            invite.ExecuteAsync(request, key, ct).ToCreated(invitation => $"{Api.Base}/invitations/{invitation.Id}"));
        invitations.MapPost("/{id}/resend", (Id<Invitation> id, IdempotencyKey? key,
                ResendInvitation resend, CancellationToken ct) =>
            resend.ExecuteAsync(new(id), key, ct).ToOk());
        invitations.MapPost("/{id}/link", (Id<Invitation> id, IdempotencyKey? key,
                CreateInvitationLink create, CancellationToken ct) =>
            create.ExecuteAsync(new(id), key, ct).ToOk());
        invitations.MapDelete("/{id}", (Id<Invitation> id, RevokeInvitation revoke, CancellationToken ct) =>
            revoke.ExecuteAsync(new(id), null, ct).ToNoContent());
    }
}
