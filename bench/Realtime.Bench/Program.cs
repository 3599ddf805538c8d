using Realtime.Bench;
using Realtime.Bench.Relay;

if (args is [YarpProxy.Name, var target]) await YarpProxy.Serve(new Uri(target));
return await Benchmarks.Run(args);
