namespace Realtime.Chaos.Faults;

/// <summary>A fault. <see cref="Inflict"/> returns once the target runs again, unless nothing restarts the target.</summary>
interface IFault
{
    string Name { get; }

    Task Inflict(Injured system, Random random);
}
