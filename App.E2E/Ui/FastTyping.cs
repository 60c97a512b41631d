using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E.Ui;

[Collection(SharedApp.Name)]
public sealed class FastTyping(SharedApp shared)
{
    [Fact]
    public async Task Characters_typed_while_earlier_responses_are_delayed_are_not_lost()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        var slow = false;
        var order = new Lock();
        var delayed = new ConcurrentQueue<IWebSocketFrame>();
        var send = new TaskCompletionSource<Action<IWebSocketFrame>>();
        await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            void Send(IWebSocketFrame frame)
            {
                if (frame.Binary is { } binary)
                    socket.Send(binary);
                else
                    socket.Send(frame.Text!);
            }
            send.TrySetResult(Send);
            server.OnMessage(frame =>
            {
                lock (order)
                {
                    if (slow)
                        delayed.Enqueue(frame);
                    else
                        Send(frame);
                }
            });
        });
        await page.OpenAsync($"{DemoMember.Home(shared.App)}/warehouses/new");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search", Exact = true });
        await box.FocusAsync();
        var deliver = await send.Task;

        lock (order)
            slow = true;
        foreach (var character in "war")
        {
            var before = delayed.Count;
            await page.Keyboard.TypeAsync(character.ToString());
            await WaitUntilAsync(() => delayed.Count > before + 1); // the response, not only the acknowledgment
        }

        while (delayed.TryDequeue(out var frame)) // one at a time, in the order in which they arrived
        {
            deliver(frame);
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
            await Assertions.Expect(box).ToHaveValueAsync("war");
        }
        lock (order)
        {
            while (delayed.TryDequeue(out var frame))
                deliver(frame);
            slow = false;
        }
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Warehouses" })).ToBeVisibleAsync();
        await Assertions.Expect(box).ToHaveValueAsync("war");
        browsing.AssertNoErrors();
    }

    static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var attempt = 0; attempt < 500 && !condition(); attempt++)
            await timer.WaitForNextTickAsync();
    }
}
