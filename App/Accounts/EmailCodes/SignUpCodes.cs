using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Emails the codes that complete a sign-up.</summary>
public sealed class SignUpCodes(EmailCodeStore<StaffRealm> emailCodes, PublicUrl publicUrl)
{
    /// <summary>
    /// Emails a code and a link. An address with a verified account gets an email that says so; the caller cannot tell which of
    /// the two was sent. Earlier codes of the account become invalid.
    /// </summary>
    /// <param name="details">The organization to create after the sign-up, as JSON.</param>
    /// <returns>The id of the email code, for the browser's cookie.</returns>
    public async Task<Id<EmailCode>> SendAsync(OperationContext context, Account account, string? details, CancellationToken ct)
    {
        var isNew = !account.EmailConfirmed;
        var sent = await emailCodes.SendAsync(
            context, isNew ? EmailCodePurpose.SignUp : EmailCodePurpose.AlreadyRegistered, account, account.Email!, new(),
            secret => isNew
                ? new VerificationEmail { Code = secret.Code, Link = publicUrl.Link($"/verify/{secret.LinkToken}") }
                : new AlreadyRegisteredEmail { SignIn = publicUrl.Link("/login") }, ct);
        if (sent is StaffEmailCode code)
            code.Details = details;
        return sent?.Id ?? Id<EmailCode>.New(context.Now);
    }

    /// <summary>Returns the details of the account's last code.</summary>
    public static Task<string?> DetailsAsync(OperationContext context, Account account, CancellationToken ct) =>
        context.Db.StaffEmailCodes.Where(row => row.AccountId == account.Id)
            .OrderByDescending(row => row.Id).Select(row => row.Details).FirstOrDefaultAsync(ct);
}
