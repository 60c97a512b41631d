namespace App.Audit.Parts;

/// <summary>
/// Says in words what an action of the audit log did: "order.place" is "placed order". Actions are named after their object and a
/// verb, so most texts follow from the name; the others are listed.
/// </summary>
public static class ActionText
{
    static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["bulk_change.start"] = "started the bulk change",
        ["bulk_change.cancel"] = "stopped the bulk change",
        ["bulk_change.undo"] = "undid the bulk change",
        ["comment.create"] = "added", // the label is "Comment on SO-1042"
        ["comment.update"] = "edited",
        ["comment.delete"] = "deleted",
        ["demo.seed"] = "created the demo of",
        ["demo.seed_comment"] = "added", // the label is "Comment on SO-1042"
        ["demo.seed_shopper"] = "added a demo shopper of",
        ["export.start"] = "exported",
        ["export.download"] = "downloaded",
        ["export.delete"] = "deleted the export of",
        ["member.change_role"] = "changed the role of member",
        ["member.invite"] = "invited",
        ["member.leave"] = "left the organization",
        ["invitation.accept"] = "accepted the invitation",
        ["order.check_out"] = "placed order",
        ["organization.require_second_factor"] = "changed who needs a second factor in",
        ["organization.set_lockout_alerts"] = "changed the lockout alerts of",
        ["organization.set_lockout_threshold"] = "changed the lockout threshold of",
        ["organization.show_setup_list"] = "showed or hid the setup list of",
        ["product.change_prices"] = "changed the prices of product",
        ["product.create_with_stock"] = "created product",
        ["sample_data.fill"] = "added sample data",
        ["sample_data.remove"] = "removed the sample data",
        ["session.open"] = "signed in",
        ["shopper.accept_invitation"] = "joined the storefront",
        ["shopper.invite"] = "invited to the storefront",
        ["stock.adjust"] = "adjusted the stock of",
        ["stock.transfer"] = "transferred stock of",
        ["stock_level.watch"] = "changed the reorder point of",
        ["storefront.update"] = "changed the storefront",
        ["webhook_endpoint.rotate_secret"] = "rotated the secret of webhook",
        ["webhook_endpoint.test"] = "sent a test event to webhook",
    };

    static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        ["key"] = "API key", ["webhook_endpoint"] = "webhook",
    };

    /// <summary>Returns the text of an action, to be followed by the name of the object.</summary>
    public static string Of(string action)
    {
        if (Texts.TryGetValue(action, out var text))
            return text;
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Spaced(action);
        var (noun, verb) = (action[..dot], action[(dot + 1)..].Split('_', 2));
        var rest = verb.Length > 1 ? " " + Spaced(verb[1]) + " of" : "";
        return $"{PastTense.Of(verb[0])}{rest} {Nouns.GetValueOrDefault(noun) ?? Spaced(noun)}";
    }

    static string Spaced(string name) => name.Replace('_', ' ');
}
