using System;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience.Lab.Tests.Judges;

/// <summary>What OpenSSL thinks of the laboratory's certificates.</summary>
public sealed class OpensslTests
{
    [Theory]
    [InlineData(Labs.FrontEnd1, true)]
    [InlineData("another.shudlab.net", false)]
    public async Task Verifies_the_certificate_for_the_pools_name_only(string name, bool isTrusted)
    {
        using Laboratory lab = await Labs.StartAsync();
        LabPool pool = lab.Pool(Labs.FrontEnd1);

        (int exitCode, string output) = await Tools.RunAsync(
            "openssl", "s_client", "-connect", $"{pool.Address}:{pool.Port}", "-servername", name, "-verify_hostname", name, "-CAfile", lab.RootCertificatePath,
            "-verify_return_error", "-x509_strict", "-brief");

        Assert.True(exitCode == 0 == isTrusted, output);
        Assert.Contains(isTrusted ? "Verification: OK" : "verify error", output, StringComparison.OrdinalIgnoreCase);
    }
}
