using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using LyncResilience.Discovery.Authentication;
using LyncResilience.Discovery.Sip;
using Xunit;

namespace LyncResilience.Lab.Tests;

/// <summary>A SIP client that does what the test says, right or wrong.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly string _callId = Guid.NewGuid().ToString("N");
    private readonly string _address;
    private readonly NetworkCredential _credential;
    private int _number;

    private TestClient(SipConnection connection, string address, NetworkCredential credential)
    {
        Connection = connection;
        _address = address;
        _credential = credential;
    }

    public SipConnection Connection { get; }

    public SipAssociation? Association { get; private set; }

    /// <summary>What was asked last, as it was sent.</summary>
    public SipRequest? Last { get; private set; }

    public static async Task<TestClient> ConnectAsync(Laboratory lab, string pool, LabUser user, bool secure = true, string? address = null)
    {
        LabPool to = lab.Pool(pool);
        SipConnection connection = await SipConnection.OpenAsync(to.Address, secure ? to.Port : to.TcpPort, Labs.Patience, Labs.Token);
        if (secure)
        {
            CertificateFacts facts = await connection.SecureAsync(pool, new X509Certificate2Collection(lab.RootCertificate), DateTime.UtcNow, Labs.Patience, Labs.Token);
            Assert.Equal(CertificateVerdict.Trusted, facts.Verdict);
        }

        return new TestClient(connection, address ?? user.SipAddress, user.ToCredential());
    }

    /// <summary>A REGISTER, with headers replaced, added or (empty) left out.</summary>
    public SipRequest Request(string method, params (string Name, string Value)[] changes)
    {
        _number++;
        List<SipHeader> headers =
        [
            new("Via", "SIP/2.0/tls 127.0.0.1:1"), // As SIPE writes it: lower case, in dialogs without a branch.
            new("From", $"<sip:{_address}>;tag={_number:X8};epid=0123456789ab"),
            new("To", $"<sip:{_address}>"),
            new("Call-ID", _callId),
            new("CSeq", $"{_number} {method}"),
            new("Contact", "<sip:127.0.0.1:1;transport=tls>"),
            new("Supported", "gruu-10, msrtc-event-categories"),
            new("Event", method == "REGISTER" ? "registration" : "presence"),
        ];
        foreach ((string name, string value) in changes)
        {
            headers.RemoveAll(header => header.Is(name));
            if (value.Length > 0)
            {
                headers.Add(new SipHeader(name, value));
            }
        }

        return new SipRequest(method, "sip:shudlab.net", headers);
    }

    public async Task<SipResponse> AskAsync(SipRequest request)
    {
        Last = request;
        await Connection.SendAsync(request, Labs.Token);
        return Assert.IsType<SipResponse>(await Connection.ReceiveAsync(Labs.Patience, Labs.Token));
    }

    public async Task<SipResponse> AskSignedAsync(SipRequest request)
    {
        SipResponse response = await AskAsync(Association!.Authorize(request));
        Association.Accept(response);
        return response;
    }

    /// <summary>The three REGISTERs of a sign-in.</summary>
    public async Task<SipResponse> RegisterAsync(params (string Name, string Value)[] changes)
    {
        SipResponse challenge = await AskAsync(Request("REGISTER", changes));
        Assert.Equal(401, challenge.StatusCode);
        Association = new SipAssociation(_credential, AuthenticationOffer.Of(challenge), RandomNumberGenerator.Create(), () => DateTimeOffset.UtcNow);
        SipResponse second = await AskSignedAsync(Request("REGISTER", changes));
        Assert.Equal(401, second.StatusCode);
        return await AskSignedAsync(Request("REGISTER", changes));
    }

    public void Dispose()
    {
        Connection.Dispose();
        Association?.Dispose();
    }
}
