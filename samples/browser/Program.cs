using Samples.Browser;

BrowserSample.Build(args).Run();
