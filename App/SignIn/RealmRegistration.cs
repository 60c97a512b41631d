namespace App.SignIn;

/// <summary>Registers a realm: the module of the feature that defines it calls <c>services.AddRealm</c>.</summary>
public static class RealmRegistration
{
    /// <summary>
    /// Registers the realm and, for each flow of the engine, the operation of the realm that derives from it. The engine asks for
    /// the flow and gets that operation.
    /// </summary>
    public static void AddRealm<TRealm>(this IServiceCollection services) where TRealm : SignInRealm
    {
        services.AddTransient<TRealm>();
        foreach (var operation in typeof(TRealm).Assembly.GetTypes())
            if (FlowOf(operation) is { } flow && flow.GenericTypeArguments[0] == typeof(TRealm))
                services.AddTransient(flow, operation);
    }

    /// <summary>
    /// Gets the flows, such as <c>ResetByCodeFlow</c>, as open generic types. Each realm has an operation for each.
    /// </summary>
    public static IEnumerable<Type> Flows => typeof(SignInRealm).Assembly.GetTypes().Where(type =>
        type is { IsAbstract: true, IsGenericTypeDefinition: true, Namespace: "App.SignIn" }
        && type.IsSubclassOf(typeof(OperationBase)));

    /// <summary>Returns the flow that an operation derives from; null if there is none.</summary>
    public static Type? FlowOf(Type operation) =>
        !operation.IsAbstract && operation.BaseType is { IsGenericType: true } flow
            && Flows.Contains(flow.GetGenericTypeDefinition()) ? flow : null;
}
