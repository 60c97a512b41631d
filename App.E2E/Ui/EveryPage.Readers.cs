using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E.Ui;

public sealed partial class EveryPage
{
    /// <summary>The browser window of each person.</summary>
    sealed record Readers(IPage Visitor, IPage Owner, IPage Administrator)
    {
        /// <summary>Opens another window for each person.</summary>
        public async Task<Readers> AgainAsync(Browsing browsing, string url) => new(
            await browsing.VisitorAsync(url),
            await browsing.AgainAsync(Owner, url),
            await browsing.AgainAsync(Administrator, url));

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
