namespace App.Customers;

public static class CustomerProblems
{
    public static readonly Problem NumberTaken = new(409, "customer_number_taken", "Customer number already in use",
        "Another customer already has this number. Choose a different number, or leave it out.")
    {
        Param = "number",
    };

    /// <summary>Returns the problem of restoring a customer whose number another customer has taken meanwhile.</summary>
    public static Problem NumberTakenMeanwhile(Customer taker) => NumberTaken with
    {
        Detail = $"{taker.Name} has the number {taker.Number} now. Give that customer a different number or archive it, then "
            + "restore this one.",
        Param = null,
    };
}
