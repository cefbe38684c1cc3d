namespace LeNet.Generator.Pipeline;

/// <summary>Words for an exception that should not have happened.</summary>
internal static class InternalError
{
    public static string Describe(Exception exception)
    {
        string place = exception.TargetSite is { } method ? $" in {method.DeclaringType?.Name}.{method.Name}" : "";
        string message = exception.Message.Replace('\r', ' ').Replace('\n', ' ');
        return $"internal error in the generator, please report it with this file: {exception.GetType().Name}{place}: {message}";
    }
}
