using Microsoft.EntityFrameworkCore;

namespace App.Platform.Email;

/// <summary>Finds out for other features why an email that someone asked for did not arrive, within their transaction.</summary>
public static class EmailFailures
{
    /// <summary>
    /// Returns why the latest email about each of these objects failed or bounced. Objects whose email arrived or is on its way
    /// are left out.
    /// </summary>
    /// <param name="db">Database context of the query.</param>
    /// <param name="about">TypeIDs of the objects, as in <see cref="IOrganizationEmail.About"/>.</param>
    /// <param name="ct">Cancels the query.</param>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        AppDb db, IReadOnlyCollection<string> about, CancellationToken ct)
    {
        var emails = await db.Set<EmailLogEntry>().AsNoTracking().Where(email => about.Contains(email.About))
            .Select(email => new { email.About, email.Id, email.State, email.Failure }).ToListAsync(ct);
        return emails.GroupBy(email => email.About)
            .Select(group => group.MaxBy(email => email.Id.Value)!)
            .Where(email => email.State is EmailState.Failed or EmailState.Bounced)
            .ToDictionary(email => email.About, email => email.Failure ?? "The email bounced.");
    }
}
