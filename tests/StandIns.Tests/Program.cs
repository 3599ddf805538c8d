using StandIns.Tests;

// Tests start this program as another process, to kill it; the test runner does not come through here.
return await SecondProcess.Run(args);
