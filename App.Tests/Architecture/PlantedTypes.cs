// Bad cases for PlatformLayersTests: types of the lowest layer that use upper layers.
using Microsoft.AspNetCore.Http;

namespace App.Tests.Architecture.Platform.Values.Planted;

sealed class UsesTheGate(Gate gate)
{
    public Gate Gate => gate;
}

sealed class CallsUp
{
    public static bool IsApi(HttpContext context) => ExceptionMapping.IsApi(context);
}
