using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E.Ui;

public sealed partial class EveryPage
{
    /// <summary>The browser window of each person.</summary>
    sealed record Readers(IPage Visitor, IPage Owner, IPage Administrator)
    {
        /// <summary>Opens another window for each person.</summary>
        public async Task<Readers> AgainAsync(Browsing browsing, string url, bool script = true) => new(
            await browsing.VisitorAsync(url, script: script),
            await browsing.AgainAsync(Owner, url, script),
            await browsing.AgainAsync(Administrator, url, script));

        /// <summary>Prepares the windows for <see cref="PageCheck"/>.</summary>
        public async Task PrepareAsync()
        {
            foreach (var page in new[] { Visitor, Owner, Administrator })
                await PageCheck.PrepareAsync(page);
        }

        /// <summary>Returns the window of the person who may open a page.</summary>
        public IPage Of(RoutedPages.RoutedPage routed, string path)
        {
            var signedIn = IsBackstage(path) ? Administrator : Owner;
            return routed.Anonymous ? Visitor : signedIn;
        }

        /// <summary>Divides the visits between the readers, who work at the same time and so use both cores.</summary>
        public static Task ShareAsync<T>(IEnumerable<Readers> readers, IEnumerable<T> visits, Func<Readers, T, Task> visitAsync)
        {
            var left = new ConcurrentQueue<T>(visits);
            return Task.WhenAll(readers.Select(async reader =>
            {
                while (left.TryDequeue(out var visit))
                    await visitAsync(reader, visit);
            }));
        }
    }
}
