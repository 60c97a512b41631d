namespace App.Customers;

public static class CustomerProblems
{
    public static readonly Problem NumberTaken = new(409, "customer_number_taken", "Customer number already in use",
        "Another customer already has this number. Choose a different number, or leave it out.")
    {
        Param = "number",
    };
}
