namespace App.Platform.Operations;

/// <summary>Creates scopes whose caller is the system: background loops, jobs, schedules and console commands.</summary>
public static class SystemScope
{
    extension(IServiceScopeFactory scopes)
    {
        /// <summary>Creates a scope in which operations run as the system.</summary>
        /// <param name="name">Name of the actor in the audit log.</param>
        /// <param name="organizationId">Organization it acts in; null for operations outside of any.</param>
        public AsyncServiceScope CreateSystemScope(string name, Guid? organizationId = null)
        {
            var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Is(new Credential.System(name, organizationId));
            return scope;
        }
    }
}
