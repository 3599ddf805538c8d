namespace Realtime.Testing.Client;

/// <summary>A user who hears nothing says it again.</summary>
public static class SayAgain
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <param name="answer">Completes when the user is answered, and fails when the test's patience is over.</param>
    public static async Task Until(Task answer, Func<Task> say)
    {
        while (!answer.IsCompleted)
        {
            await say();
            await Task.WhenAny(answer, Task.Delay(Pause));
        }

        await answer;
    }
}
