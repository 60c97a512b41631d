using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Mails;

public static class MailTables
{
    extension(AppDb db)
    {
        public DbSet<MailEntry> MailEntries => db.Set<MailEntry>();
    }
}
