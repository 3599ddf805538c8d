using System.ComponentModel.DataAnnotations;

namespace Realtime.Console;

/// <summary>Settings under Realtime:Console.</summary>
public sealed class ConsoleOptions : IValidatableObject
{
    public const string Section = "Realtime:Console";

    /// <summary>The address of Realtime.Api, as the console reaches it.</summary>
    public string Api { get; set; } = "http://localhost:5080";

    /// <summary>How long the console waits for an answer of the API, in seconds.</summary>
    [Range(1, 300, ErrorMessage = "Realtime:Console:ApiSeconds must be 1 to 300.")]
    public int ApiSeconds { get; set; } = 30;

    /// <summary>
    /// A folder for the keys that encrypt the console's cookies. Not set: each process has keys of its own, and people enter their API key
    /// again after a restart.
    /// </summary>
    public string? KeysFolder { get; set; }

    /// <summary>Whether the model of the workers is the simulator: then people may inflict its faults on their sessions.</summary>
    public bool Simulator { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Api, UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
            yield return new ValidationResult("Realtime:Console:Api must be the API's address, such as http://localhost:5080.", [nameof(Api)]);
        if (KeysFolder is "")
            yield return new ValidationResult("Realtime:Console:KeysFolder is empty: name a folder, or leave it out.", [nameof(KeysFolder)]);
    }
}
