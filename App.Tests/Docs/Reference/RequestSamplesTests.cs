using System.Diagnostics;
using System.Text.Json;
using App.Docs.Reference;
using App.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Docs;

public sealed class RequestSamplesTests(TestHost host)
{
    static readonly string[] Languages = ["cURL", "C#", "JavaScript", "Python"];

    async Task<List<ApiOperation>> OperationsAsync() =>
        [.. (await host.Web.Services.GetRequiredService<ApiReference>().GroupsAsync()).SelectMany(group => group.Operations)];

    [Fact]
    public async Task Every_operation_has_a_sample_in_each_language()
    {
        foreach (var operation in await OperationsAsync())
        {
            var samples = RequestSamples.Of(operation, "https://shop.example");

            Assert.Equal(Languages, samples.Select(sample => sample.Language));
            Assert.All(samples, sample =>
            {
                Assert.Contains($"https://shop.example{operation.ExamplePath}", sample.Code);
                Assert.DoesNotContain("{", operation.ExamplePath);
                Assert.DoesNotMatch("//|/$", operation.ExamplePath); // an example is missing
                Assert.Equal(operation.NeedsCredential, sample.Code.Contains("STOCKADE_KEY", StringComparison.Ordinal));
            });
        }
    }

    [Theory]
    [InlineData("me.get", "")]
    [InlineData("order.list", "has_more")]
    [InlineData("customer.get", "cus_")]
    [InlineData("product.create", "prd_")]
    [InlineData("order.place", "ord_")]
    [InlineData("customer.update", "cus_")]
    [InlineData("stock.adjust", "mov_")]
    public async Task The_cURL_and_JavaScript_samples_work(string id, string expected)
    {
        var operation = (await OperationsAsync()).Single(operation => operation.Id == id);

        foreach (var (language, program, option) in new[] { ("cURL", "bash", "-c"), ("JavaScript", "node", "-e") })
        {
            var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
            using var http = host.Http(); // starts the server
            var code = RequestSamples.Of(operation, http.BaseAddress!.GetLeftPart(UriPartial.Authority))
                .Single(shown => shown.Language == language).Code;
            var answer = await RunAsync(program, option, WithOwnIds(code, sample), acme.Key.KeyText!);

            Assert.Contains(expected, answer);
            Assert.DoesNotContain("doc_url", answer); // every error has it
            if (language == "cURL")
                Assert.Equal(JsonValueKind.Object, JsonElement.Parse(answer).ValueKind);
        }
    }

    /// <summary>Replaces the ids of the examples, which do not exist, with ids of the organization.</summary>
    static string WithOwnIds(string code, SampleOrganization sample) => SampleOrganization.AnyId().Replace(
        code, id => sample.One(id.Value[..3] + (id.Value == Examples.ExampleId(id.Value[..3]) ? "" : "2")));

    static async Task<string> RunAsync(string program, string option, string code, string key)
    {
        string[] arguments = program == "node"
            ? ["--input-type=module", option, code]
            : [option, $"curl() {{ command curl -s \"$@\"; }}\n{code}"]; // without the progress bar
        using var run = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["STOCKADE_KEY"] = key },
        })!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(run.ExitCode == 0, $"{code}\n{await errors}{output}");
        return output;
    }
}
