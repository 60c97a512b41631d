namespace App.Tests.Architecture;

/// <summary>Lines of the product's code fit into one column of a two-column diff.</summary>
public sealed class LineLengthTests
{
    const int Longest = 130;

    [Fact]
    public void Lines_have_at_most_130_characters()
    {
        var long_ = Sources.Read(["App"], ".cs", ".razor", ".sql").SelectMany(file => TooLong(file.Path, file.Text)).ToList();

        Assert.True(long_.Count == 0, string.Join('\n', long_));
    }

    [Fact]
    public void A_longer_line_is_found() =>
        Assert.Equal(["App/Order.cs:2: 131 characters"],
            TooLong("App/Order.cs", $"short\n{new string('x', 131)}\n{new string('ü', 130)}\n"));

    static IEnumerable<string> TooLong(string path, string text) =>
        text.Split('\n').Index().Where(line => line.Item.Length > Longest)
            .Select(line => $"{path}:{line.Index + 1}: {line.Item.Length} characters");
}
