using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Emails the codes that complete a sign-up.</summary>
public sealed class SignUpCodes(EmailCodeStore<StaffRealm> emailCodes, PublicUrl publicUrl)
{
    /// <summary>
    /// Emails a code and a link. An address with a verified account gets an email that says so; the caller cannot tell which of
    /// the two was sent.
    /// </summary>
    /// <param name="held">The code that this browser requested before. The new one replaces it.</param>
    /// <param name="returnUrl">The invitation to open after the sign-up. The emailed link keeps it.</param>
    /// <returns>The id of the email code, for the browser's cookie.</returns>
    public async Task<Id<EmailCode>> SendAsync(
        OperationContext context, Account account, SignUpDetails details, Id<EmailCode>? held, string? returnUrl,
        CancellationToken ct)
    {
        var isNew = !account.EmailConfirmed;
        var sent = await emailCodes.SendAsync(
            context, isNew ? EmailCodePurpose.SignUp : EmailCodePurpose.AlreadyRegistered, account, account.Email!,
            new(Held: held),
            secret => isNew
                ? new VerificationEmail
                {
                    Code = secret.Code,
                    Link = publicUrl.Link(InvitationReturn.AddTo($"/verify/{secret.LinkToken}", returnUrl)),
                }
                : new AlreadyRegisteredEmail { SignIn = publicUrl.Link(InvitationReturn.AddTo("/login", returnUrl)) }, ct);
        if (isNew && sent is StaffEmailCode code)
            code.Describe(details);
        return sent!.Id;
    }

    /// <summary>Returns what was entered at the sign-up that chose the account's password.</summary>
    public static async Task<SignUpDetails> DetailsAsync(OperationContext context, Account account, CancellationToken ct)
    {
        var hash = account.PasswordHash!;
        var last = await context.Db.StaffEmailCodes
            .Where(row => row.AccountId == account.Id && row.SignUpPasswordHash == hash)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        return last?.SignUp ?? new(account.Name, hash, null);
    }

    /// <summary>
    /// Gives the account the name and the password of the sign-up that is completed. The codes of other sign-ups with the address
    /// become invalid.
    /// </summary>
    public async Task CompleteAsync(OperationContext context, Account account, StaffEmailCode used, CancellationToken ct)
    {
        if (used.SignUp is { } details)
        {
            account.Name = details.Name;
            if (account.PasswordHash != details.PasswordHash)
                account.SetPassword(details.PasswordHash);
        }
        await emailCodes.VoidAllAsync(context, account, ct);
        await context.Db.StaffEmailCodes.Where(row => row.AccountId == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SignUpPasswordHash, (string?)null), ct);
    }
}
