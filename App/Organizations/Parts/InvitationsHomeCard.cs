namespace App.Organizations.Parts;

/// <summary>Shows pending invitations on the home page.</summary>
public sealed class InvitationsHomeCard(ListInvitations invitations) : IHomeCardSource
{
    public async Task<Result<HomeCardContent>> LoadAsync(HomePeriod period, CancellationToken ct)
    {
        var listed = await invitations.ExecuteAsync(new(new(PageRequest.Largest)), ct);
        if (!listed.Succeeded)
            return listed.Problem;
        var pending = listed.Value.Data;
        return new HomeCardContent(new(
            "Pending invitations", pending.Count, "members", Tone.Info,
            [
                .. pending.Take(HomeTasks.Shown)
                    .Select(invitation => new HomeTask("members", invitation.Email) { At = invitation.SentAt }),
            ]));
    }
}
