using Realtime.Bench;

return await Benchmarks.Run(args);
