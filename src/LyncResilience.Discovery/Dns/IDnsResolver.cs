using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Discovery.Dns;

/// <summary>Looks names up. The one seam between sign-in discovery and DNS: any resolver can stand behind it.</summary>
public interface IDnsResolver
{
    /// <summary>Asks for the records of one type at one name.</summary>
    /// <param name="name">The full name, with or without the final dot; no search suffix is added.</param>
    /// <param name="type">The type of record.</param>
    /// <param name="cancellationToken">Stops the look-up; the task then ends as cancelled.</param>
    /// <returns>The answer; every DNS failure is an answer too.</returns>
    Task<DnsAnswer> ResolveAsync(string name, DnsRecordType type, CancellationToken cancellationToken);
}
