using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LyncResilience.Instructions;

/// <summary>Plays one workload, for a tool outside to count the instructions of <see cref="Counted"/>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["compilers"])
        {
            Console.WriteLine(Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Compilers").Value);
            return 0;
        }

        if (arguments is not [{ } name] || !Workloads.All.TryGetValue(name, out Func<Action>? prepare))
        {
            Console.Error.WriteLine($"One word is wanted: compilers, {string.Join(", ", Workloads.All.Keys)}.");
            return 1;
        }

        // The first round pays for what is made once: type initializers, tables, libraries.
        Action play = prepare();
        play();
        GC.Collect();
        int collections = GC.CollectionCount(0);
        Counted(play);
        if (GC.CollectionCount(0) != collections)
        {
            Console.Error.WriteLine("Garbage was collected within the workload, so the count says little: DOTNET_GCgen0size must be larger than all that it allocates.");
            return 1;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Counted(Action play) => play();
}
