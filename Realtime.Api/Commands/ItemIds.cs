using Realtime.Api.Problems;
using Realtime.Sessions.Machine;

namespace Realtime.Api.Commands;

/// <summary>The ids of items and responses in the model's conversation.</summary>
static class ItemIds
{
    const int MaximumLength = 128;

    /// <exception cref="InvalidOptionsException">No item can have this id.</exception>
    public static void Check(string field, string id)
    {
        if (id.Length is 0 or > MaximumLength || id.Any(c => c is < '!' or > '~'))
            throw new InvalidOptionsException(field, $"{field} must be 1 to {MaximumLength} printable characters without spaces.");
    }

    /// <exception cref="InvalidOptionsException">A client may not give an item this id.</exception>
    public static void CheckNew(string field, string id)
    {
        Check(field, id);
        if (TextItems.IsOfInput(id)) throw new InvalidOptionsException(field, $"{field} must not begin with rtx_ or rti_.");
    }
}
