using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LyncResilience.Instructions;

/// <summary>Plays every workload, one after the other, for a tool outside to count the instructions of each call of <see cref="Counted"/>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["compilers"])
        {
            Console.WriteLine(Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Compilers").Value);
            return 0;
        }

        foreach ((string name, Func<Action> prepare) in Workloads.All)
        {
            // The first round pays for what is made once: type initializers, tables, libraries.
            Action play = prepare();
            play();
            GC.Collect();
            int collections = GC.CollectionCount(0);
            Counted(play);
            if (GC.CollectionCount(0) != collections)
            {
                Console.Error.WriteLine($"Garbage was collected within {name}, so the count says little: DOTNET_GCgen0size must be larger than all that it allocates.");
                return 1;
            }

            Console.WriteLine("played " + name);
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Counted(Action play) => play();
}
