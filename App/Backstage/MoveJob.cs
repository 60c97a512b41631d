using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Backstage;

/// <summary>What retrying and discarding share: the job is locked, must not be in a runner's hands, and leaves an entry.</summary>
static class MoveJob
{
    public static async Task<Result<JobView>> ApplyAsync(Pass pass, Id<Job> id, Action<Job> move, CancellationToken ct)
    {
        await pass.Db.Database.ExecuteSqlAsync($"select 1 from platform.jobs where id = {id.Value} for update", ct);
        if (await pass.Db.Set<Job>().SingleOrDefaultAsync(job => job.Id == id, ct) is not { } job)
            return Problem.Missing("The job");
        var before = JobView.Of(job, pass.Now);
        if (!before.MayMove)
            return BackstageProblems.Busy;
        move(job);
        var view = JobView.Of(job, pass.Now);
        pass.Note(view.Id.ToString(), view.Kind, before, view);
        return view;
    }
}
