namespace App.Platform.Jobs;

/// <summary>Names a record that has changed, for the open pages of other instances.</summary>
/// <param name="OrganizationId">Id of its organization.</param>
/// <param name="Subject">TypeID of the record.</param>
public sealed record ChangedRecord(Guid OrganizationId, string Subject)
{
    public string Text => $"{OrganizationId:N}:{Subject}";

    /// <summary>Reads a word of a notification; null if it names no record.</summary>
    public static ChangedRecord? Read(string text) =>
        text.Split(':') is [var organization, var subject] && subject.Contains('_', StringComparison.Ordinal)
        && Guid.TryParse(organization, out var id)
            ? new(id, subject)
            : null;
}
