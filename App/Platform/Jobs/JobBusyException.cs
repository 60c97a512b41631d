namespace App.Platform.Jobs;

/// <summary>Reports that an operation of a job was told to try again later, so Hangfire runs the job again.</summary>
/// <param name="code">Code of the problem.</param>
public sealed class JobBusyException(string code) : Exception(code);
