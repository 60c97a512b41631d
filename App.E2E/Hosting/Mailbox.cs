using System.Text.Json;
using System.Text.RegularExpressions;

namespace App.E2E;

/// <summary>Reads the emails that the app has sent in Development.</summary>
static class Mailbox
{
    /// <summary>
    /// Waits for an email and returns what a pattern matches in its text. It arrives a moment after the form was sent; the latest
    /// one counts.
    /// </summary>
    /// <param name="app">The app that sends the email.</param>
    /// <param name="recipient">The email address of the recipient.</param>
    /// <param name="about">A part of the subject.</param>
    /// <param name="pattern">What to find in the text of the email.</param>
    /// <exception cref="TimeoutException">No such email arrived within ten seconds.</exception>
    public static async Task<string> FindAsync(RunningApp app, string recipient, string about, Regex pattern)
    {
        using var http = app.Http();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            using var mailbox = JsonDocument.Parse(await http.GetStringAsync("/dev/mail.json"));
            foreach (var email in mailbox.RootElement.GetProperty("data").EnumerateArray())
                if (Text(email, "to") == recipient
                    && Text(email, "subject").Contains(about, StringComparison.Ordinal)
                    && pattern.Match(Text(email, "text")) is { Success: true } found)
                    return found.Value;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"No email about {about} arrived for {recipient}.");
    }

    static string Text(JsonElement email, string member) => email.GetProperty(member).GetString()!;
}
