namespace App.SignIn;

/// <summary>Turns a user agent into words that people recognize, such as "Firefox on Linux".</summary>
public static class DeviceName
{
    /// <summary>
    /// The browsers and programs. The order matters, because many user agents also contain the names of other browsers.
    /// </summary>
    static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex Browser"),
        ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"), ("Wget/", "Wget"), ("PostmanRuntime/", "Postman"), ("insomnia/", "Insomnia"), ("HTTPie/", "HTTPie"),
        ("python", "A Python program"), ("node", "A Node.js program"),
        ("Go-http-client/", "A Go program"), ("okhttp/", "A Java program"), ("Java/", "A Java program"),
    ];

    static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent);
        var system = Find(Systems, userAgent);
        return (browser, system) switch
        {
            (null, null) => string.IsNullOrWhiteSpace(userAgent) ? "Unknown browser" : "Unknown program",
            (null, _) => system,
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        known.Where(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) == true)
            .Select(one => one.Name).FirstOrDefault();
}
