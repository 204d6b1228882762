using System;
using LyncResilience.Discovery.EndpointCache;
using Xunit;

namespace LyncResilience.Discovery.Tests.EndpointCache;

public sealed class EndpointCachePathTests
{
    private const string File = "EndpointConfiguration.cache";

    [Theory]
    [InlineData(@"C:\Users\alice\AppData\Local\Microsoft\Communicator\sip_alice@contoso.com\" + File, EndpointCacheClient.Lync2010, "alice@contoso.com", "alice")]
    [InlineData(@"\\pc01\C$\Users\bob\AppData\Local\Microsoft\Office\15.0\Lync\sip_bob@contoso.com\" + File, EndpointCacheClient.Lync2013, "bob@contoso.com", "bob")]
    [InlineData("/mnt/image/users/BOB/appdata/local/microsoft/office/16.0/LYNC/SIP_Bob@Contoso.com/" + File, EndpointCacheClient.SkypeForBusiness2016, "Bob@Contoso.com", "BOB")]
    [InlineData("/Users/carol/Documents/Microsoft User Data/Microsoft Lync Data/sip_carol@contoso.com/" + File, EndpointCacheClient.LyncMac2011, "carol@contoso.com", "carol")]
    [InlineData("/Users/carol/Documents/Microsoft User Data/Microsoft Lync Data/sip_carol/" + File, EndpointCacheClient.LyncMac2011, null, "carol")]
    [InlineData(@"D:\collected\PC7\Microsoft\Office\16.0\Lync\sip_dan@contoso.com\" + File, EndpointCacheClient.SkypeForBusiness2016, "dan@contoso.com", null)]
    [InlineData("sip_eve@contoso.com/" + File, EndpointCacheClient.Unknown, "eve@contoso.com", null)]
    [InlineData("AppData/Local/Microsoft/Communicator/sip_eve@contoso.com/" + File, EndpointCacheClient.Lync2010, "eve@contoso.com", null)]
    [InlineData("/tmp/sip_eve@con toso.com/" + File, EndpointCacheClient.Unknown, null, null)]
    [InlineData("/tmp/" + File, EndpointCacheClient.Unknown, null, null)]
    [InlineData(File, EndpointCacheClient.Unknown, null, null)]
    [InlineData("", EndpointCacheClient.Unknown, null, null)]
    public void The_path_tells_client_owner_and_profile(string path, EndpointCacheClient client, string? owner, string? profile)
    {
        Assert.Equal(client, EndpointCachePath.ClientOf(path));
        Assert.Equal(owner, EndpointCachePath.OwnerOf(path));
        Assert.Equal(profile, EndpointCachePath.ProfileOf(path));
    }

    [Theory]
    [InlineData(@"\\pc01\C$\Users\bob\x", "pc01")]
    [InlineData(@"\\?\UNC\pc01.contoso.com\C$\x", "pc01.contoso.com")]
    [InlineData(@"\\192.0.2.7\share", "192.0.2.7")]
    [InlineData(@"\\?\C:\Users", null)]
    [InlineData(@"\\.\pipe\x", null)]
    [InlineData(@"C:\Users", null)]
    [InlineData("//usr/bin", null)]
    [InlineData(@"\\", null)]
    public void A_network_path_tells_its_computer(string path, string? computer) => Assert.Equal(computer, EndpointCachePath.ComputerOf(path));

    [Theory]
    [InlineData("pc01", 'C', @"\\pc01\C$")]
    [InlineData(" pc01.contoso.com ", 'd', @"\\pc01.contoso.com\D$")]
    [InlineData(@"\\pc01", 'C', @"\\pc01\C$")]
    [InlineData("192.0.2.7", 'C', @"\\192.0.2.7\C$")]
    public void A_computer_has_an_administrative_share(string computer, char drive, string share) =>
        Assert.Equal(share, EndpointCachePath.AdminShareOf(computer, drive));

    [Theory]
    [InlineData("", 'C')]
    [InlineData(@"pc01\c$\Users", 'C')]
    [InlineData("../x", 'C')]
    [InlineData("2001:db8::1", 'C')]
    [InlineData("pc01", '1')]
    public void What_names_no_computer_has_none(string computer, char drive) =>
        Assert.Throws<FormatException>(() => EndpointCachePath.AdminShareOf(computer, drive));
}
