namespace App.Accounts;

/// <summary>A change to the second factors of an account that its owner is told about.</summary>
public enum SecondFactorChange { AppAdded, AppRemoved, PasskeyAdded, PasskeyRemoved, RecoveryCodesMade, TriesLocked }
