namespace App.Storefront.Parts;

/// <summary>The progress of an order in the words of those who ordered.</summary>
public enum OrderProgress { Ordered, PartlyShipped, Shipped, Canceled, RestCanceled }
