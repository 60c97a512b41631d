using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class EncryptionKeysTests : IDisposable
{
    readonly TestFolder folder = new();
    readonly FakeClock clock = new();

    public void Dispose() => folder.Dispose();

    EncryptionKeys KeysOf(string data) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["STOCKADE_DATA"] = data }).Build(), clock);

    [Fact]
    public void Instances_starting_together_on_one_data_folder_share_one_key()
    {
        foreach (var round in Enumerable.Range(0, 50))
        {
            var data = Directory.CreateDirectory(folder.File($"{round}")).FullName;
            using var barrier = new Barrier(4);
            var keys = new string[4];
            var instances = keys.Select((_, index) => new Thread(() =>
            {
                barrier.SignalAndWait();
                keys[index] = Convert.ToBase64String(KeysOf(data).Current.Value);
            })).ToList();
            instances.ForEach(instance => instance.Start());
            instances.ForEach(instance => instance.Join());

            Assert.Single(keys.Distinct());
            Assert.Equal(Path.Combine(data, "encryption"),
                Path.GetDirectoryName(Assert.Single(Directory.GetFiles(data, "*", SearchOption.AllDirectories))));
        }
    }

    [Fact]
    public void A_key_added_on_one_instance_encrypts_on_all_and_old_keys_still_decrypt()
    {
        var here = KeysOf(folder.Path);
        var there = KeysOf(folder.Path);
        var first = here.Current;
        var cipher = new FieldCipher(here);
        var before = cipher.Encrypt("ada"u8, "place");
        Assert.Equal(first.Id, there.Current.Id);

        clock.Advance(TimeSpan.FromDays(1));
        var second = here.Add();
        var after = cipher.Encrypt("ben"u8, "place");

        Assert.StartsWith($"enc:v1:{second.Id}:", after);
        Assert.Equal("ben"u8, new FieldCipher(there).Decrypt(after, "place"));
        Assert.Equal("ada"u8, new FieldCipher(there).Decrypt(before, "place"));
        Assert.Equal(second.Id, there.Current.Id);
        Assert.StartsWith($"enc:v1:{second.Id}:", cipher.Reencrypt(before, "place"));
        Assert.Null(cipher.Reencrypt(after, "place"));
    }

    [Fact]
    public void Key_files_are_readable_only_by_their_owner()
    {
        Assert.NotNull(KeysOf(folder.Path).Current);

        foreach (var file in Directory.GetFiles(folder.File("encryption")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_missing_key_and_folder_fails_with_the_setting_name() =>
        Assert.Contains("Encryption__Key", Assert.Throws<InvalidOperationException>(
            () => new EncryptionKeys(new ConfigurationBuilder().Build(), clock).Current).Message);
}
