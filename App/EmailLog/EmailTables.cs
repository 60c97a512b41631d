using Microsoft.EntityFrameworkCore;

namespace App.EmailLog;

public static class EmailTables
{
    extension(AppDb db)
    {
        public DbSet<EmailLogEntry> EmailLogEntries => db.Set<EmailLogEntry>();
    }
}
