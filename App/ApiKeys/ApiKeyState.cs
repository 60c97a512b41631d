namespace App.ApiKeys;

/// <summary>The state of an API key as the list shows it.</summary>
public enum ApiKeyState { Active, Expiring, Expired, Revoked }
