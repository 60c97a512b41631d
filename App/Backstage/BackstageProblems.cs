namespace App.Backstage;

public static class BackstageProblems
{
    public static readonly Problem Busy = new(409, "job_not_idle", "The job is no longer waiting",
        "You can only retry or discard a job that failed or is waiting. Its state has changed; reload the page.");
}
