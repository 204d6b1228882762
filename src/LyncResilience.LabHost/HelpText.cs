using System.IO;
using LyncResilience.Lab.Scenarios;

namespace LyncResilience.LabHost;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static int Write(TextWriter output)
    {
        output.WriteLine(
            """
            The LyncResilience laboratory: DNS server, registrars and certificate authority on this machine's loopback.

            Usage
              LyncResilience.LabHost [demo]            Plays the sign-in of two users, explains what each learns,
                                                       and shows who is where when a pool fails.
              LyncResilience.LabHost serve [options]   Keeps a laboratory up for other clients until Ctrl+C.
              LyncResilience.LabHost --help            Prints this.

            Options of serve
              --scenario NAME   What to play: one of the scenarios below, shudlab by default,
                                or the path of a scenario file (.json).
              --dns-port N      The DNS server's port, UDP and TCP; a free one by default.
              --sip-port N      The first pool's TLS port, the others follow; free ones by default.

            Scenarios
            """);
        foreach (LabScenario scenario in LabScenarios.BuiltIn)
        {
            output.WriteLine($"  {scenario.Name,-17} {scenario.Description}");
        }

        output.WriteLine();
        output.WriteLine("Exit code: 0 done or stopped, 1 failed, 2 bad arguments, 130 demo interrupted.");
        return HostExitCode.Success;
    }
}
