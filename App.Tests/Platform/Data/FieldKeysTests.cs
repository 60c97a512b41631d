using App.Platform;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class FieldKeysTests : IDisposable
{
    readonly TestFolder folder = new();
    readonly TestClock clock = new();

    public void Dispose() => folder.Dispose();

    FieldKeys Instance(string data) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["STOCKADE_DATA"] = data }).Build(), clock);

    [Fact]
    public void Instances_that_start_together_on_one_data_folder_share_the_key_that_the_first_one_made()
    {
        foreach (var round in Enumerable.Range(0, 50))
        {
            var data = Directory.CreateDirectory(folder.File($"{round}")).FullName;
            using var together = new Barrier(4);
            var made = new string[4];
            var instances = made.Select((_, index) => new Thread(() =>
            {
                together.SignalAndWait();
                made[index] = Convert.ToBase64String(Instance(data).Current.Value);
            })).ToList();
            instances.ForEach(instance => instance.Start());
            instances.ForEach(instance => instance.Join());

            Assert.Single(made.Distinct());
            Assert.Equal(Path.Combine(data, "encryption"), Path.GetDirectoryName(Assert.Single(Directory.GetFiles(data, "*", SearchOption.AllDirectories))));
        }
    }

    [Fact]
    public void A_key_that_one_instance_adds_seals_on_every_other_and_the_older_one_still_opens()
    {
        var (here, there) = (Instance(folder.Path), Instance(folder.Path));
        var (first, cipher) = (here.Current, new FieldCipher(here));
        var before = cipher.Close("ada"u8, "place");
        Assert.Equal(first.Id, there.Current.Id);

        clock.Advance(TimeSpan.FromDays(1));
        var second = here.Add();
        var after = cipher.Close("ben"u8, "place");

        Assert.StartsWith($"enc:v1:{second.Id}:", after);
        Assert.Equal("ben"u8, new FieldCipher(there).Open(after, "place"));
        Assert.Equal("ada"u8, new FieldCipher(there).Open(before, "place"));
        Assert.Equal(second.Id, there.Current.Id);
        Assert.StartsWith($"enc:v1:{second.Id}:", cipher.Rewrap(before, "place"));
        Assert.Null(cipher.Rewrap(after, "place"));
    }

    [Fact]
    public void Only_its_owner_may_read_a_key()
    {
        Assert.NotNull(Instance(folder.Path).Current);

        foreach (var file in Directory.GetFiles(folder.File("encryption")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
    }

    [Fact]
    public void Without_a_key_and_a_folder_it_says_so() =>
        Assert.Contains("Encryption__Key", Assert.Throws<InvalidOperationException>(() => new FieldKeys(new ConfigurationBuilder().Build(), clock).Current).Message);
}
