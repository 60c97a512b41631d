namespace App.EmailLog;

/// <summary>Returns an email of the email log with its text. Codes and links are left out of the text.</summary>
public sealed class GetEmail(Gate gate) : GetById<EmailLogEntry, EmailDetails>(gate, Row, "The email")
{
    static readonly CompiledLookup<EmailLogEntry, EmailDetails> Row = new(email => EmailDetails.Of(email));

    protected internal override Access Access => Access.Member(EmailPermissions.Read);
    protected internal override string Action => "email.get";
}
