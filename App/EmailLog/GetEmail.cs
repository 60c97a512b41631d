namespace App.EmailLog;

/// <summary>Returns an email of the email log with its text. Codes and links are left out of the text.</summary>
public sealed class GetEmail(Gate gate) : Query<GetEmail.Request, EmailDetails>(gate)
{
    static readonly CompiledLookup<EmailLogEntry, EmailDetails> Row = new(email => EmailDetails.Of(email));

    public sealed record Request(Id<EmailLogEntry> Id) : IRequest;

    protected internal override Access Access => Access.Member(EmailPermissions.Read);
    protected internal override string Action => "email.get";

    protected override async Task<Result<EmailDetails>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } email ? email : Problem.Missing("The email");
}
