using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Benchmarks;

/// <summary>
/// The client's answer to an NTLM challenge: challenge read, password hashed, AUTHENTICATE token, session keys and header
/// made. The goal is less than 50 µs. With version 4 of the protocol the REGISTER is signed as well.
/// </summary>
internal static class NtlmBenchmark
{
    private const int Rounds = 7;
    private const int Tokens = 10_000;
    private const string Offer = "NTLM realm=\"SIP Communications Service\", targetname=\"cosmo-ocs-r2.cosmo.local\", version=";

    /// <summary>The challenge of an Office Communications Server 2007 R2, from the published tests of the SIPE project.</summary>
    internal const string Challenge =
        "TlRMTVNTUAACAAAAAAAAADgAAADzgpji3Ruq9OfiGNEAAAAAAAAAAJYAlgA4AAAABQLODgAAAA8CAAoAQwBPAFMATQBPAAEAGABDAE8AUwBNAE8ALQBPAEMAUwAt"
        + "AFIAMgAEABYAYwBvAHMAbQBvAC4AbABvAGMAYQBsAAMAMABjAG8AcwBtAG8ALQBvAGMAcwAtAHIAMgAuAGMAbwBzAG0AbwAuAGwAbwBjAGEAbAAFABYAYwBvAHMA"
        + "bQBvAC4AbABvAGMAYQBsAAAAAAA=";

    public static Task RunAsync(CancellationToken cancellationToken)
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        NetworkCredential credential = new("COSMO\\User", "Pa$$word");
        SipRequest register = new("REGISTER", "sip:cosmo.local",
        [
            new SipHeader("From", "<sip:user@cosmo.local>;tag=3e49177a52;epid=c8ca638a15"),
            new SipHeader("To", "<sip:user@cosmo.local>"),
            new SipHeader("Call-ID", "4037df9284354df39065195bd57a4b14"),
            new SipHeader("CSeq", "3 REGISTER"),
        ]);

        foreach (int version in new[] { 3, 4 })
        {
            AuthenticationOffer offer = AuthenticationOffer.Of(Unauthorized($"{Offer}{version}"));
            SipResponse challenge = Unauthorized($"{Offer}{version}, opaque=\"2BDBAC9D\", gssapi-data=\"{Challenge}\"");
            double[] microseconds = new double[Rounds];
            long allocated = 0;
            for (int round = -1; round < Rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long before = GC.GetAllocatedBytesForCurrentThread();
                Stopwatch watch = Stopwatch.StartNew();
                for (int i = 0; i < Tokens; i++)
                {
                    using SipAssociation association = new(credential, offer, random, () => DateTimeOffset.UnixEpoch);
                    association.Accept(challenge);
                    association.Authorize(register);
                }

                // The first round warms up.
                microseconds[Math.Max(round, 0)] = watch.Elapsed.TotalMicroseconds / Tokens;
                allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Tokens;
            }

            Console.WriteLine(
                $"AUTHENTICATE, version {version}: median {microseconds.Order().ElementAt(Rounds / 2):F1} µs, best {microseconds.Min():F1}, "
                + $"worst {microseconds.Max():F1}; {allocated} bytes allocated each");
        }

        return Task.CompletedTask;
    }

    private static SipResponse Unauthorized(string offer) => new(401, "Unauthorized", [new SipHeader("WWW-Authenticate", offer)]);
}
