using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using LyncResilience.Discovery.Sip;

namespace LyncResilience.Lab.Traces;

/// <summary>
/// Writes messages as the products' logs show them: a server's SIPStack text (samples in Microsoft Learn, "Test-CsFederatedPartner fails",
/// and Cisco document 212383) or a client's <c>.uccapilog</c> (sample in J. Deitterick, "Another Reason to Include a Director in Your Lync
/// Server 2010 Deployment"). Assumption: the client's line for a packet that it sent, of which no public sample is known, mirrors the one
/// for a packet received. Process and thread are made up.
/// </summary>
internal sealed class LabTraceWriter
{
    private const string Thread = "0728.0A3C";

    private readonly TextWriter _writer;
    private readonly LabTraceFormat _format;
    private int _number;

    /// <summary>Makes a writer for one log.</summary>
    /// <param name="writer">Where to; left open.</param>
    /// <param name="format">In which form.</param>
    public LabTraceWriter(TextWriter writer, LabTraceFormat format)
    {
        _writer = writer;
        _format = format;
    }

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message; its time is written in UTC.</param>
    public void Write(LabTraceMessage message)
    {
        _number++;
        switch (_format)
        {
            case LabTraceFormat.Server2010 or LabTraceFormat.ServerCls:
                WriteServer(message);
                break;
            case LabTraceFormat.Client:
                WriteClient(message);
                break;
            default:
                throw new InvalidOperationException($"Nobody said how a log of the form {_format} is written.");
        }
    }

    private static string Time(LabTraceMessage message, char separator) =>
        message.Time.UtcDateTime.ToString($"MM'/'dd'/'yyyy'{separator}'HH':'mm':'ss'.'fff", CultureInfo.InvariantCulture);

    private void WriteServer(LabTraceMessage message)
    {
        SipMessage sip = message.Message;
        bool isCls = _format == LabTraceFormat.ServerCls;
        Line($"TL_INFO(TF_PROTOCOL) [{(isCls ? $"{message.Host}\\{message.Host}" : "0")}]{Thread}::{Time(message, '-')}.{_number:X8} "
            + (isCls
                ? $"(SIPStack,SIPAdminLog::ProtocolRecord::Flush:ProtocolRecord.cpp(265)) [{_number}] $$begin_record"
                : "(SIPStack,SIPAdminLog::TraceProtocolRecord:SIPAdminLog.cpp(125))$$begin_record"));
        Line($"Trace-Correlation-Id: {_number}");
        Line($"Instance-Id: {_number:X8}");
        Line($"Direction: {(message.IsFromClient ? "incoming" : "outgoing")};source=\"{(message.IsFromClient ? "external edge" : "local")}\";destination=\"{(message.IsFromClient ? "local" : "external edge")}\"");
        Line($"Peer: {message.ClientEndPoint}");
        Line($"Message-Type: {(sip is SipRequest ? "request" : "response")}");
        Line("Start-Line: " + sip.StartLine);
        foreach (SipHeader header in sip.Headers.Where(header => !header.Is("Content-Length")))
        {
            Line($"{header.Name}: {header.Value}");
        }

        Line($"Content-Length: {sip.Body.Length.ToString(CultureInfo.InvariantCulture)}");
        Line("Message-Body: " + (sip.Body.Length == 0 ? "-" : Encoding.UTF8.GetString(sip.Body).TrimEnd('\r', '\n')));
        Line("$$end_record");
        Line(string.Empty);
    }

    private void WriteClient(LabTraceMessage message)
    {
        byte[] packet = message.Message.ToBytes();
        string stamp = $"{Time(message, '|')} {Thread.Replace('.', ':')} INFO  :: ";
        string told = string.Format(
            CultureInfo.InvariantCulture,
            message.IsFromClient ? "Sending Packet - {0} (From Local Address: {1}) {2} bytes" : "Data Received - {0} (To Local Address: {1}) {2} bytes",
            message.HostEndPoint,
            message.ClientEndPoint,
            packet.Length);
        Line($"{stamp}{told}:");
        Line(stamp + Encoding.UTF8.GetString(packet));
        Line($"{stamp}End of {told}");
    }

    // Both products write Windows line breaks, wherever the laboratory runs.
    private void Line(string text)
    {
        _writer.Write(text);
        _writer.Write("\r\n");
    }
}
