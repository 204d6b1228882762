using System;
using System.Threading.Tasks;
using LyncResilience.Hostile.Running;

namespace LyncResilience.Hostile;

/// <summary>Tests, as any test project; or a run as long as wanted: <c>run [--cases N] [--seed N] [--target NAME]… [--case N] [--found FOLDER]</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) =>
        args is ["run", .. string[] rest] ? LongRun.Run(rest, Console.Out) : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
