using App.Platform;

namespace App.Customers;

public static class CustomerProblems
{
    public static readonly Problem NumberTaken = new(409, "customer_number_taken", "Number in use", "Another customer has this number. Choose another one, or leave it out.") { Param = "number" };
}
