using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using LyncResilience.Discovery.Topology;

namespace LyncResilience.Discovery.Tests.Topology;

/// <summary>Topology documents made up for tests.</summary>
internal static class Documents
{
    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Topology", "Documents", "fixtures", name);

    public static ResilienceTopology Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static ResilienceTopology Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return TopologyFile.Read(stream, "topology");
    }

    /// <summary>Two central sites and a branch; clusters 1/1 (three servers), 2/1 (one server), 3/1 (in the branch).</summary>
    /// <param name="services">All the services, from <see cref="Service"/>.</param>
    public static string Published(params string[] services) =>
        $"""
        <Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008">
        <InternalDomains DefaultDomain="contoso.com"><InternalDomain Name="contoso.com" /></InternalDomains>
        <Sites><CentralSite SiteId="1"><Name>Redmond</Name></CentralSite><CentralSite SiteId="2"><Name>Dublin</Name></CentralSite><BranchSite SiteId="3"><Name>Portland</Name></BranchSite></Sites>
        <Clusters>
        <Cluster Fqdn="red.contoso.com"><ClusterId SiteId="1" Number="1" /><Machine Fqdn="fe1.contoso.com" /><Machine Fqdn="fe2.contoso.com" /><Machine Fqdn="fe3.contoso.com" /></Cluster>
        <Cluster Fqdn="dub.contoso.com"><ClusterId SiteId="2" Number="1" /><Machine Fqdn="DUB.contoso.com" /></Cluster>
        <Cluster Fqdn="sba.contoso.com"><ClusterId SiteId="3" Number="1" /><Machine Fqdn="sba.contoso.com" /></Cluster>
        </Clusters>
        <Services>
        {string.Join("\n", services)}
        </Services>
        </Topology>
        """;

    public static string Registrar(int site, string dependencies = "", string attributes = "", string inside = "", string version = "6", string ports = "") =>
        Service(site, "Registrar", dependencies, $"""<Ports>{ports}</Ports><RegistrarService IsDirector="false" {attributes}>{inside}</RegistrarService>""", version);

    public static string Service(int site, string role, string dependencies = "", string rest = "", string version = "6", int cluster = 1) =>
        $"""
        <Service RoleVersion="1" ServiceVersion="{version}"><ServiceId SiteId="{site}" RoleName="{role}" Instance="1" />
        <DependsOn>{dependencies}</DependsOn><InstalledOn><ClusterId SiteId="{site}" Number="{cluster}" /></InstalledOn>{rest}</Service>
        """;

    public static string On(int site, string role, string usage = "Default") =>
        $"""<Dependency Usage="{usage}"><ServiceId SiteId="{site}" RoleName="{role}" Instance="1" /></Dependency>""";

    public static byte[] Archive(params (string Name, string Text)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        return stream.ToArray();
    }
}
