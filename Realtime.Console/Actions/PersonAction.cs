using Realtime.Console.Access;
using Realtime.Console.Api;

namespace Realtime.Console.Actions;

/// <summary>What a person can do here, once they have confirmed it.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">The words of its button.</param>
/// <param name="Scope">The scope that it needs.</param>
/// <param name="Effect">What happens and what stays, for the confirmation.</param>
/// <param name="Done">What has happened, for the page after it.</param>
/// <param name="Targets">The parameters of the address that say to what it happens.</param>
sealed record PersonAction(string Name, string Title, string Scope, string Effect, string Done, params IReadOnlyList<string> Targets)
{
    /// <summary>Only operators of the deployment may.</summary>
    public bool OfOperator { get; init; }

    public bool CannotBeUndone { get; init; }

    /// <summary>Reads what is there now, as a sentence. The API refuses what the person may not see.</summary>
    public required Func<ActionTarget, ApiCalls, CancellationToken, Task<string>> Look { get; init; }

    /// <summary>Does it, with the person's credential, so that their name is on the record.</summary>
    public required Func<ActionTarget, ApiCalls, CancellationToken, Task> Do { get; init; }

    /// <summary>The page to which it leads.</summary>
    public required Func<ActionTarget, string> After { get; init; }

    public bool IsFor(Caller? person) => person?.May(Scope) is true && (!OfOperator || person.Operator);

    /// <summary>The address of its confirmation.</summary>
    public string Address(IReadOnlyDictionary<string, string> target) =>
        "/" + ApiPath.Of("actions", Name).With(Targets.Select(name => (name, (object?)target.GetValueOrDefault(name))));
}

/// <summary>The values of an action's targets; a missing one is empty, and the API refuses it.</summary>
sealed record ActionTarget(IReadOnlyDictionary<string, string> Values)
{
    public string this[string name] => Values.GetValueOrDefault(name, "");
}
