using System.Linq.Expressions;

namespace App.Platform.Database;

/// <summary>Replaces a parameter of an expression, so that the bodies of two lambdas can become one.</summary>
sealed class ParameterReplacer(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
}
