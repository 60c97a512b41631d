using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Mails;

/// <summary>One mail: what it said, without its codes and links.</summary>
public sealed class GetMail(Gate gate) : Query<GetMail.Request, MailDetail>(gate)
{
    public sealed record Request(Id<MailEntry> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => MailPermissions.Read;
    protected internal override string Action => "mail.get";

    protected override async Task<Result<MailDetail>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.MailEntries.SingleOrDefaultAsync(mail => mail.Id == request.Id, ct) is { } mail
            ? MailDetail.Of(mail)
            : Problem.Missing("The mail");
}
