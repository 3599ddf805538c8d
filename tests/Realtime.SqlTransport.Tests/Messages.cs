namespace Realtime.SqlTransport.Tests;

public sealed record Order(int Number);

public sealed record Refund(int Number);

public sealed record Question(string Text);

public sealed record Answer(string Text);
