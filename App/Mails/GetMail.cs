using App.Platform;

namespace App.Mails;

/// <summary>One mail: what it said, without its codes and links.</summary>
public sealed class GetMail(Gate gate) : Query<GetMail.Request, MailDetail>(gate)
{
    static readonly RowById<MailEntry, MailDetail> Row = new(mail => MailDetail.Of(mail));

    public sealed record Request(Id<MailEntry> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => MailPermissions.Read;
    protected internal override string Action => "mail.get";

    protected override async Task<Result<MailDetail>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } mail ? mail : Problem.Missing("The mail");
}
