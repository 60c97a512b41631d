using App.Platform;

namespace App.Backstage;

public static class BackstageProblems
{
    public static readonly Problem Busy = new(409, "job_not_idle", "The job is not waiting for you", "Only a failed or waiting job can be run again or discarded. It has moved on since the page was shown: reload it.");
}
