using App.Comments;
using App.Comments.Parts;

namespace App.Tests.Comments;

/// <summary>The words for operations that have none of their own.</summary>
public sealed class TimelineTextTests
{
    [Theory]
    [InlineData("customer.create", "", "Created")]
    [InlineData("customer.update", "name", "Changed name")]
    [InlineData("customer.update", "name,tax_id,email,phone", "Changed name, tax id, email and more")]
    [InlineData("product.archive", "", "Archived")]
    [InlineData("member.change_role", "role", "Changed role")]
    [InlineData("sample_data.remove", "", "Sample data changed")]
    [InlineData("webhook_endpoint.rotate_secret", "", "Rotated secret")]
    public void An_operation_is_described_by_its_verb(string action, string changed, string title) =>
        Assert.Equal(title, TimelineText.Of(new(
            default, "Ana", action, null, changed.Split(',', StringSplitOptions.RemoveEmptyEntries), [], null)).Title);
}
