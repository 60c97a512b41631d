using System.Text.Json;
using App.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace App.Tests.Platform;

public sealed class LeanInteropTests(TestHouse house)
{
    sealed record Row(string Name, IReadOnlyList<int> Places, IDictionary<string, decimal> Prices, DayOfWeek Day);

    static readonly object?[] Said =
    [
        1, 2.5m, "word", 'x', true, null, DayOfWeek.Friday, new DateOnly(2026, 11, 21), Guid.Empty,
        new Row("A", [1, 2], new Dictionary<string, decimal> { ["EUR"] = 3 }, DayOfWeek.Monday),
        new Dictionary<string, List<string>> { ["a"] = ["b"] }, new List<object> { 1, "two" },
    ];

    static JsonSerializerOptions OptionsOfCircuit(bool lean)
    {
        var services = new ServiceCollection();
        services.AddScoped<IJSRuntime, Runtime>();
        if (lean)
            services.AddLeanInterop();
        using var provider = services.BuildServiceProvider();
        using var scope = provider.CreateScope();
        return LeanInterop.OptionsOf((JSRuntime)scope.ServiceProvider.GetRequiredService<IJSRuntime>());
    }

    sealed class Runtime : JSRuntime
    {
        protected override void BeginInvokeJS(long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId) { }

        protected override void BeginInvokeJS(in JSInvocationInfo invocationInfo) { }

        protected override void EndInvokeDotNet(DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult) { }
    }

    [Fact]
    public async Task The_house_gives_it_to_its_circuits()
    {
        await using var scope = house.Web.Services.CreateAsyncScope();
        var options = LeanInterop.OptionsOf((JSRuntime)scope.ServiceProvider.GetRequiredService<IJSRuntime>());

        Assert.False(options.TryGetTypeInfo(typeof(IComparable), out _));
    }

    [Fact]
    public void What_a_circuit_says_to_its_browser_reads_as_the_framework_would_have_it()
    {
        var (lean, plain) = (OptionsOfCircuit(lean: true), OptionsOfCircuit(lean: false));

        Assert.Equal(JsonSerializer.Serialize(Said, plain), JsonSerializer.Serialize(Said, lean));
        Assert.Equal(JsonSerializer.Deserialize<Row>("""{"name":"A","places":[1],"prices":{"EUR":3},"day":1}""", plain)!.Places, JsonSerializer.Deserialize<Row>("""{"name":"A","places":[1],"prices":{"EUR":3},"day":1}""", lean)!.Places);
    }

    [Fact]
    public void It_keeps_nothing_for_the_interfaces_of_a_number_or_of_a_dictionary()
    {
        var (lean, plain) = (OptionsOfCircuit(lean: true), OptionsOfCircuit(lean: false));
        Type[] looked = [typeof(IComparable), typeof(IFormattable), typeof(IEnumerable<char>), typeof(ICollection<KeyValuePair<string, int>>), typeof(ValueType)];

        Assert.Equal(JsonSerializer.Serialize(Said, plain), JsonSerializer.Serialize(Said, lean)); // the framework's finds its resolver at its first use
        Assert.All(looked, type => Assert.False(lean.TryGetTypeInfo(type, out _)));
        Assert.All(looked, type => Assert.True(plain.TryGetTypeInfo(type, out _))); // which is what it would keep
    }
}
