using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

[Collection(SharedApp.Name)]
public sealed partial class EarlyClicks(SharedApp shared)
{
    [Fact]
    public async Task A_link_that_is_clicked_while_the_circuit_starts_opens_its_page()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        var connection = new HeldConnection();
        await page.RouteWebSocketAsync(CircuitAddress, connection.Connect);
        await page.GotoAsync($"{DemoMember.Home(shared.App)}/orders");
        await connection.Started;

        var link = page.Locator("[data-index] .row-link").First;
        var number = (await link.TextContentAsync())!.Trim();
        await link.ClickAsync();
        await page.WaitForURLAsync("**/orders/ord_*");
        connection.Release();

        await page.LiveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = number, Level = 1 })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    /// <summary>
    /// The connection of a page's first circuit. The server has answered the handshake, so the browser has asked for a circuit
    /// at its present address; all further frames of the server wait until the release.
    /// </summary>
    sealed class HeldConnection
    {
        readonly TaskCompletionSource started = new();
        readonly Lock order = new();
        readonly Queue<IWebSocketFrame> held = new();
        IWebSocketRoute? first;
        int received;
        bool released;

        public Task Started => started.Task;

        public void Connect(IWebSocketRoute socket)
        {
            var server = socket.ConnectToServer();
            if (first is not null)
                return; // that of the next page
            first = socket;
            server.OnMessage(Receive);
        }

        void Receive(IWebSocketFrame frame)
        {
            lock (order)
            {
                if (received++ == 0 || released)
                    Send(frame);
                else
                    held.Enqueue(frame);
                if (received == 2)
                    started.SetResult();
            }
        }

        public void Release()
        {
            lock (order)
            {
                released = true;
                while (held.TryDequeue(out var frame))
                    Send(frame);
            }
        }

        void Send(IWebSocketFrame frame)
        {
            if (frame.Binary is { } binary)
                first!.Send(binary);
            else
                first!.Send(frame.Text!);
        }
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex CircuitAddress { get; }
}
