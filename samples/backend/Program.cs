using Samples.Backend;

BackendSample.Build(args).Run();
