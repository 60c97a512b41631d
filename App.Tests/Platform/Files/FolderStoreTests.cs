using System.Text;

namespace App.Tests.Platform.Files;

/// <summary>Storing files in a folder.</summary>
public sealed class FolderStoreTests : IDisposable
{
    readonly TestFolder folder = new();
    readonly FolderStore store;

    public FolderStoreTests() => store = new(folder.Path);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    Task<long> WriteAsync(string name, string text) =>
        store.WriteAsync(name, file => file.WriteAsync(Encoding.UTF8.GetBytes(text), Ct).AsTask(), Ct);

    async Task<string?> ReadAsync(string name)
    {
        await using var file = await store.OpenAsync(name, Ct);
        return file is null ? null : await new StreamReader(file).ReadToEndAsync(Ct);
    }

    [Fact]
    public async Task A_file_is_read_as_it_was_written_and_replaced()
    {
        Assert.Equal(5, await WriteAsync("exports/a/file", "first"));
        Assert.Equal(6, await WriteAsync("exports/a/file", "second"));

        Assert.Equal("second", await ReadAsync("exports/a/file"));
        Assert.Null(await ReadAsync("exports/a/other"));
        Assert.Null(await ReadAsync("nothing/file"));
    }

    [Fact]
    public async Task The_folder_is_created_if_it_does_not_exist()
    {
        var nested = new FolderStore(folder.File("a/b/"));

        await nested.WriteAsync("file", file => file.WriteAsync("text"u8.ToArray(), Ct).AsTask(), Ct);

        Assert.True(File.Exists(folder.File("a/b/file")));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_file_as_it_was()
    {
        await WriteAsync("exports/a/file", "first");

        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("exports/a/file", async file =>
        {
            await file.WriteAsync("half"u8.ToArray(), Ct);
            throw new IOException("The disk is full.");
        }, Ct));

        Assert.Equal("first", await ReadAsync("exports/a/file"));
        Assert.Single(Directory.GetFiles(folder.File("exports/a")));
    }

    [Fact]
    public async Task Other_users_of_the_machine_cannot_read_a_file()
    {
        await WriteAsync("exports/a/file", "secret");

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute;
        foreach (var path in new[] { "exports", "exports/a", "exports/a/file" })
            Assert.Equal(
                UnixFileMode.None, (OperatingSystem.IsWindows() ? others : File.GetUnixFileMode(folder.File(path))) & others);
    }

    [Fact]
    public async Task Deleting_a_folder_deletes_its_files_and_no_others()
    {
        await WriteAsync("exports/a/file", "a");
        await WriteAsync("exports/b/file", "b");

        await store.DeleteFolderAsync("exports/a", Ct);
        await store.DeleteFolderAsync("exports/none", Ct);

        Assert.Null(await ReadAsync("exports/a/file"));
        Assert.Equal("b", await ReadAsync("exports/b/file"));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("exports/../../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("exports//file")]
    [InlineData(".hidden")]
    public async Task A_name_that_could_leave_the_folder_is_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync(name, Ct));

    public void Dispose() => folder.Dispose();
}
