namespace App.SecurityEvents.Pages;

/// <summary>Says what an owner or admin can do about a kind of security event.</summary>
static class WhatToDo
{
    public static string About(SecurityEventView seen) => seen.Kind switch
    {
        SecurityEventKind.FailedSignIn when seen.Subject is null =>
            "Someone tried an address without a login. Nothing to do, unless it goes on.",
        SecurityEventKind.FailedSignIn =>
            "Ask the person. If it was not them, they should choose a new password.",
        SecurityEventKind.RefusedSecondFactor =>
            "The password may be known to someone else. Ask the person; if it was not them, they must change the password now.",
        SecurityEventKind.Lockout =>
            "It ends after 15 minutes and never holds a device that has signed in before. Ask the person.",
        SecurityEventKind.RateLimit =>
            "Make the program slower or wait between retries. If you don't know the program, revoke its key.",
        SecurityEventKind.RefusedKey =>
            "A program still uses a key that has ended. Give it a new key, or find out who has the old one.",
        SecurityEventKind.DeniedRequest =>
            "Give the member another role or the key another scope if they need it. Otherwise ask why they tried.",
        _ => "A page of another site tried to act here. Ask your people not to open it.",
    };
}
