using System.Net.Http.Json;
using System.Text.Json;

namespace App.Tests.Notifications;

/// <summary>A person reads and marks notifications and sets preferences over the API; a key cannot.</summary>
[Collection("Mentions")]
public sealed class NotificationEndpointsTests(TestHost host)
{
    [Fact]
    public async Task A_member_lists_marks_and_configures_notifications()
    {
        var acme = await host.OrganizationAsync();
        var cafe = (await acme.KnowsCafeAsync()).ToString();
        await host.MentionsAsync(acme.Owner, cafe, $"<@{acme.Member.MemberId}> knows");
        using var http = host.Web.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await host.AccessTokenAsync(acme.Member, acme.Id));

        var (_, listed) = await http.SendAsync("GET", "/me/notifications?unread=true");
        var one = Assert.Single(listed.GetProperty("data").EnumerateArray());
        Assert.Equal(("mention", cafe), (one.Text("kind"), one.Text("record_id")));
        var (read, marked) = await http.SendAsync("POST", $"/me/notifications/{one.Text("id")}/read");
        Assert.Equal((200, JsonValueKind.String), (read, marked.GetProperty("read_at").ValueKind));
        await http.SendAsync("POST", $"/me/notifications/{one.Text("id")}/unread");
        var (_, all) = await http.SendAsync("POST", "/me/notifications/read_all");
        Assert.Equal(1, all.GetProperty("count").GetInt32());

        const string choice = """{"preferences":[{"kind":"mention","in_app":true,"email":false}]}""";
        var (set, _) = await http.SendAsync("PUT", "/me/notification_preferences", choice);
        var (_, preferences) = await http.SendAsync("GET", "/me/notification_preferences");
        Assert.Equal((200, choice), (set, preferences.ToString()));
    }

    [Theory]
    [InlineData("GET", "/me/notifications", null)]
    [InlineData("POST", "/me/notifications/ntf_01h455vb4pex5vsknk084sn02q/read", null)]
    [InlineData("POST", "/me/notifications/ntf_01h455vb4pex5vsknk084sn02q/unread", null)]
    [InlineData("POST", "/me/notifications/read_all", null)]
    [InlineData("GET", "/me/notification_preferences", null)]
    [InlineData("PUT", "/me/notification_preferences", """{"preferences":[]}""")]
    public async Task A_key_is_refused(string method, string path, string? body)
    {
        var acme = await host.OrganizationAsync();
        using var http = acme.Http(acme.Key);

        var (status, problem) = await http.SendAsync(method, path, body);

        Assert.Equal((403, "members_only"), (status, problem.Text("code")));
    }
}
