namespace App.SampleData;

public static class SampleDataProblems
{
    public static readonly Problem AlreadyFilled = new(409, "sample_data_exists", "Sample data already there",
        "The organization already has sample data. Remove it before you add it again.");
}
