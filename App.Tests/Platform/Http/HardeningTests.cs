using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace App.Tests.Platform;

public sealed class HardeningTests
{
    static HostingEnvironment Named(string name) =>
        new() { EnvironmentName = name, ContentRootFileProvider = new NullFileProvider() };

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("production-eu", true)]
    [InlineData("", true)]
    [InlineData("Development", false)]
    public void Every_environment_except_Development_is_hardened(string name, bool hardened) =>
        Assert.Equal(hardened, Named(name).IsHardened());

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Development", false)]
    [InlineData("Staging", true)]
    [InlineData("Prodution", true)]
    [InlineData("Testing", true)] // the name of test runs is refused by the app itself
    public void The_app_refuses_unknown_names(string name, bool refused) =>
        Assert.Equal(refused, Hardening.FaultOf(Named(name), typeof(Hardening).Assembly) is not null);
}
