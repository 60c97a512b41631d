using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E.Journeys;

public sealed class FastTyping(SeededDatabase seeded)
{
    [Fact]
    public async Task Letters_typed_while_the_answers_to_earlier_ones_are_on_their_way_stay_where_they_are()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        await FirstDay.SignUpAsync(page, app);
        var (slow, underway, send) = (false, new ConcurrentQueue<IWebSocketFrame>(), new TaskCompletionSource<Action<IWebSocketFrame>>());
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
                if (Volatile.Read(ref slow))
                    underway.Enqueue(frame);
                else
                    Send(frame);
            });
        });
        await page.OpenAsync("/petrova-teas/warehouses/new");
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync(); // arrived: nothing else takes the focus
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Go to a page" });
        await box.FocusAsync();
        var pass = await send.Task;

        Volatile.Write(ref slow, true);
        foreach (var letter in "war")
        {
            var before = underway.Count;
            await page.Keyboard.TypeAsync(letter.ToString());
            await ComesAsync(() => underway.Count > before + 1); // the answer, not only that it was heard
        }

        var found = page.GetByRole(AriaRole.Option, new() { Name = "Warehouses" });
        for (var look = 0; look < 600 && !await found.IsVisibleAsync(); look++, await page.EvaluateAsync("() => new Promise(requestAnimationFrame)"))
            if (underway.TryDequeue(out var frame)) // one after another, as they came
            {
                pass(frame);
                await Assertions.Expect(box).ToHaveValueAsync("war");
            }
        await Assertions.Expect(found).ToBeVisibleAsync();
        Assert.Empty(browsing.Complaints);
    }

    static async Task ComesAsync(Func<bool> come)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var look = 0; look < 500 && !come(); look++)
            await timer.WaitForNextTickAsync();
    }
}
