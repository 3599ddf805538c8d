namespace Realtime.Chaos.Faults;

/// <summary>Something that goes wrong. It returns when what it broke runs again, as far as anybody restarts it.</summary>
interface IFault
{
    string Name { get; }

    Task Inflict(Injured system, Random random);
}
