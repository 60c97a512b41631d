using System.Buffers;
using System.Text.Json;

namespace Baseline;

static class Answer
{
    public static async Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = 200)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory);
    }

    public static Guid Organization(HttpContext context) => Guid.Parse(context.Request.Query["organization"].ToString());
}
