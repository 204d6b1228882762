using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using LyncResilience.Discovery.Dns;

namespace LyncResilience.Cmdlets;

/// <summary>
/// Loads DnsClient.NET and our adapter to it from their folder beside this assembly, when they are asked for and not before, and apart from the copies
/// that other modules have loaded or will load: in an AssemblyLoadContext of their own, or on .NET Framework without any context.
/// </summary>
/// <remarks>Our own Discovery is shared, so that the adapter's resolver is a resolver here. Nothing is kept here: what is loaded is found again among the loaded.</remarks>
internal static class DnsClientNet
{
    private const string Adapter = "LyncResilience.DnsClient.dll";
    private const string Resolver = "LyncResilience.DnsClientNet.DnsClientNetResolver";

    /// <summary>Makes resolvers by DnsClient.NET.</summary>
    /// <exception cref="ResilienceException">This build has none, or it can't be loaded.</exception>
    internal static Func<DnsClientOptions, IDnsResolver> Load()
    {
        string folder = Path.Combine(Path.GetDirectoryName(typeof(DnsClientNet).Assembly.Location), "DnsClient");
        string adapter = Path.Combine(folder, Adapter);
        if (!File.Exists(adapter))
        {
            throw Missing($"this build of the module comes without it: there is no '{adapter}'");
        }

        try
        {
            Type type = (Loaded(adapter) ?? Load(folder, adapter)).GetType(Resolver, throwOnError: true);
            return options => (IDnsResolver)Activator.CreateInstance(type, options);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or TypeLoadException)
        {
            throw Missing($"it can't be loaded ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    private static Assembly? Loaded(string path) => Array.Find(
        AppDomain.CurrentDomain.GetAssemblies(), assembly => !assembly.IsDynamic && string.Equals(assembly.Location, path, StringComparison.OrdinalIgnoreCase));

    private static Assembly Load(string folder, string adapter)
    {
        // By reflection, because netstandard2.0 doesn't know it; .NET has it in its core library, .NET Framework nowhere.
        Type? contexts = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext");
        if (contexts is null)
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(folder, request);
            return Assembly.LoadFile(adapter);
        }

        object context = Activator.CreateInstance(contexts, Path.GetFileNameWithoutExtension(adapter), false);
        var load = (Func<string, Assembly>)contexts.GetMethod("LoadFromAssemblyPath")!.CreateDelegate(typeof(Func<string, Assembly>), context);

        // What has been loaded into a context is found there first; everything else, our Discovery included, in the default one.
        load(Path.Combine(folder, "DnsClient.dll"));
        return load(adapter);
    }

    /// <summary>Finds what assemblies of the folder refer to, and answers nobody else.</summary>
    private static Assembly? Resolve(string folder, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { IsDynamic: false } asking || !string.Equals(Path.GetDirectoryName(asking.Location), folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Assembly own = typeof(IDnsResolver).Assembly;
        string name = new AssemblyName(request.Name).Name;
        string path = Path.Combine(folder, name + ".dll");
        return name == own.GetName().Name ? own
            : File.Exists(path) ? Loaded(path) ?? Assembly.LoadFile(path)
            : null;
    }

    private static ResilienceException Missing(string reason, Exception? inner = null) => new(
        ErrorIds.ResolverMissing,
        ErrorCategory.NotInstalled,
        $"DnsClient.NET can't be asked: {reason}. Get it by './build.ps1 build -UseDnsClient' (or 'pack') in the module's source, or leave -Resolver out: the built-in resolver needs nothing.",
        nameof(DnsResolverKind.DnsClient),
        inner);
}
