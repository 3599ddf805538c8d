using Realtime.Simulator;

SimulatorHost.Build(args).Run();
