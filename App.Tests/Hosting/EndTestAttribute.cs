using System.Reflection;
using Xunit.v3;

namespace App.Tests;

/// <summary>After each test, disposes the services that it has created.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EndTestAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => TestHost.EndTest(test.UniqueID);
}
