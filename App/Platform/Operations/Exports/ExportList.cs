namespace App.Platform.Operations;

/// <summary>Declares a list that members can export. The feature that owns the list declares it.</summary>
/// <param name="Name">Name such as <c>orders</c>. Stored exports contain it, so it must not change.</param>
/// <param name="Title">Title of the list, such as "Orders".</param>
/// <param name="Permission">Permission of the operation that reads the list.</param>
/// <param name="Reader">The <see cref="IExportReader"/>.</param>
public sealed record ExportList(string Name, string Title, Permission Permission, Type Reader)
{
    public static ExportList Of<TReader>(string name, string title, Permission permission) where TReader : class, IExportReader =>
        new(name, title, permission, typeof(TReader));
}
