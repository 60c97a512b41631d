using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace App.Tests.Platform;

public sealed class LeanInteropTests(TestHost host)
{
    sealed record Row(string Name, IReadOnlyList<int> Places, IDictionary<string, decimal> Prices, DayOfWeek Day);

    static readonly object?[] Values =
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
        protected override void BeginInvokeJS(
            long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId) { }

        protected override void BeginInvokeJS(in JSInvocationInfo invocationInfo) { }

        protected override void EndInvokeDotNet(
            DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult) { }
    }

    [Fact]
    public async Task The_app_uses_lean_interop_for_its_circuits()
    {
        await using var scope = host.Web.Services.CreateAsyncScope();
        var options = LeanInterop.OptionsOf((JSRuntime)scope.ServiceProvider.GetRequiredService<IJSRuntime>());

        Assert.False(options.TryGetTypeInfo(typeof(IComparable), out _));
    }

    [Fact]
    public void Lean_interop_serializes_like_the_framework()
    {
        var lean = OptionsOfCircuit(lean: true);
        var plain = OptionsOfCircuit(lean: false);

        Assert.Equal(JsonSerializer.Serialize(Values, plain), JsonSerializer.Serialize(Values, lean));
        Assert.Equal(JsonSerializer.Deserialize<Row>("""{"name":"A","places":[1],"prices":{"EUR":3},"day":1}""", plain)!.Places,
            JsonSerializer.Deserialize<Row>("""{"name":"A","places":[1],"prices":{"EUR":3},"day":1}""", lean)!.Places);
    }

    [Fact]
    public void Lean_interop_does_not_cache_metadata_of_interfaces()
    {
        var lean = OptionsOfCircuit(lean: true);
        var plain = OptionsOfCircuit(lean: false);
        Type[] types = [typeof(IComparable), typeof(IFormattable), typeof(IEnumerable<char>),
            typeof(ICollection<KeyValuePair<string, int>>), typeof(ValueType)];

        // The framework resolves its metadata provider on first use.
        Assert.Equal(JsonSerializer.Serialize(Values, plain), JsonSerializer.Serialize(Values, lean));
        Assert.All(types, type => Assert.False(lean.TryGetTypeInfo(type, out _)));
        Assert.All(types, type => Assert.True(plain.TryGetTypeInfo(type, out _))); // the framework would cache these
    }
}
