namespace App.Backstage;

/// <summary>The state of a job server as the list shows it: quiet without a recent heartbeat.</summary>
public enum JobServerState { Running, Quiet }
