using System;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using LyncResilience.LabHost;

#pragma warning disable RS0030 // The console is banned everywhere but here.
TextWriter output = Console.Out;
TextWriter errors = Console.Error;
#pragma warning restore RS0030

using var stop = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

HostArguments arguments;
try
{
    arguments = HostArguments.Parse(args);
}
catch (ArgumentException e)
{
    await errors.WriteLineAsync(e.Message).ConfigureAwait(false);
    await errors.WriteLineAsync("Run with --help to see what there is.").ConfigureAwait(false);
    return HostExitCode.BadArguments;
}

try
{
    return arguments.Command switch
    {
        HostCommand.Help => HelpText.Write(output),
        HostCommand.Serve => await new ServeCommand(output).RunAsync(arguments, stop.Token).ConfigureAwait(false),
        _ => await new DemoCommand(output).RunAsync(stop.Token).ConfigureAwait(false),
    };
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return HostExitCode.Interrupted;
}
catch (ArgumentException e)
{
    // Without the parameter's name, which means nothing on a command line.
    await errors.WriteLineAsync(e.Message.Split(" (Parameter")[0]).ConfigureAwait(false);
    return HostExitCode.BadArguments;
}
catch (SocketException e)
{
    await errors.WriteLineAsync($"The laboratory can't listen: {e.Message}. Leave --dns-port and --sip-port away to get free ports.").ConfigureAwait(false);
    return HostExitCode.Failed;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true; // Servers are closed and the certificate file is deleted first.
    stop.Cancel();
}
