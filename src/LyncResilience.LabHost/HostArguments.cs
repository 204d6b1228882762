using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using LyncResilience.Discovery;
using LyncResilience.Lab.Scenarios;
using LyncResilience.Simulation;

namespace LyncResilience.LabHost;

/// <summary>The command line, understood.</summary>
internal sealed record HostArguments(HostCommand Command)
{
    private const string ScenarioOption = "--scenario";
    private const string DnsPortOption = "--dns-port";
    private const string SipPortOption = "--sip-port";
    private static readonly string[] s_commands = ["demo", "serve", "--help"];
    private static readonly string[] s_serveOptions = [ScenarioOption, DnsPortOption, SipPortOption, "--help"];
    private static readonly string[] s_help = ["--help", "-h", "-?", "/?", "help"];

    public LabScenario Scenario { get; init; } = LabScenarios.BuiltIn[0];

    public int DnsPort { get; init; }

    public int SipPort { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It has a mistake; the message names it and the nearest thing that exists.</exception>
    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        if (args.Any(arg => s_help.Contains(arg)))
        {
            return new HostArguments(HostCommand.Help);
        }

        string command = args.Count == 0 ? "demo" : args[0];
        return command switch
        {
            "demo" when args.Count <= 1 => new HostArguments(HostCommand.Demo),
            "demo" => throw Unknown(args[1], ["--help"]),
            "serve" => ParseServe(args),
            _ => throw Unknown(command, s_commands),
        };
    }

    private static HostArguments ParseServe(IReadOnlyList<string> args)
    {
        var arguments = new HostArguments(HostCommand.Serve);
        for (int index = 1; index < args.Count; index += 2)
        {
            string option = args[index];
            if (!s_serveOptions.Contains(option))
            {
                throw Unknown(option, s_serveOptions);
            }

            string value = index + 1 < args.Count ? args[index + 1] : throw new ArgumentException($"{option} needs a value.");
            arguments = option switch
            {
                ScenarioOption => arguments with { Scenario = ScenarioOf(value) },
                DnsPortOption => arguments with { DnsPort = PortOf(option, value) },
                _ => arguments with { SipPort = PortOf(option, value) },
            };
        }

        return arguments;
    }

    private static LabScenario ScenarioOf(string name)
    {
        try
        {
            return LabScenarios.Get(name);
        }
        catch (ScenarioFormatException e)
        {
            throw new ArgumentException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ArgumentException($"The scenario '{name}' can't be read: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            // Without the parameter's name, which means nothing on a command line.
            throw new ArgumentException(e.Message.Split(" (Parameter")[0]);
        }
    }

    private static int PortOf(string option, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new ArgumentException($"{option} takes a port from 0 (a free one) to {IPEndPoint.MaxPort}, not '{value}'.");

    private static ArgumentException Unknown(string argument, string[] known) =>
        new($"There is no '{argument}' here. Did you mean '{NearestName.Of(argument, known)}'?");
}
