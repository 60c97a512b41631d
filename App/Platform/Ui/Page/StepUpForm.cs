namespace App.Platform.Ui;

/// <summary>
/// Names the component that confirms a second factor beside the action that needs it. The accounts feature registers it. The
/// component takes the parameter <c>OnConfirmed</c>, an <c>EventCallback</c>.
/// </summary>
public sealed record StepUpForm(Type Component);
