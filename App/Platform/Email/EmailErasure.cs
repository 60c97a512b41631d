using Microsoft.EntityFrameworkCore;

namespace App.Platform.Email;

/// <summary>
/// Erases the addresses of a login that is being deleted from what the organization has sent: the emails, their log and the
/// suppression list. An email that is still queued is sent first and loses its address then.
/// </summary>
public sealed class EmailErasure
{
    /// <param name="about">TypeID of the login, by which its invitations are found in the email log.</param>
    /// <param name="addresses">The addresses that the login has, and had lately.</param>
    public async Task EraseAsync(OperationContext context, string about, IEnumerable<string> addresses, CancellationToken ct)
    {
        var erased = addresses
            .SelectMany(address => new[] { address, EmailAddress.ForServer(address) })
            .Select(address => address.ToLowerInvariant())
            .Distinct()
            .ToArray();
        var ofLogin = await context.Db.Set<EmailLogEntry>().Where(row => row.About == about)
            .Select(row => row.Recipient).Distinct().ToListAsync(ct);
        erased = [.. erased.Union(ofLogin.Where(address => address.Length > 0).Select(address => address.ToLowerInvariant()))];
        var organization = context.Organization.Id;
        await context.Db.Database.ExecuteSqlAsync($"""
            update email_log_entries set recipient = '', text = ''
            where organization_id = {organization} and (about = {about} or lower(recipient) = any ({erased}));
            update platform.emails set
                recipient = case when state = {nameof(EmailState.Queued)} then recipient else '' end, is_last = true
            where organization_id = {organization} and lower(recipient) = any ({erased})
            """, ct);
        var everyone = SuppressedAddress.Everyone;
        await context.Db.Set<SuppressedAddress>()
            .Where(row => erased.Contains(row.Address) && (row.Sender == organization || row.Sender == everyone))
            .ExecuteDeleteAsync(ct);
    }
}
