using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LyncResilience.Lab.Tests.Authentication;

/// <summary>
/// gss-ntlmssp, an NTLM implementation of other people, as client or server in a process of its own: it exchanges
/// hexadecimal tokens by line. In datagram mode, with sequence number 100, it does what SIP needs.
/// </summary>
internal sealed class GssNtlmssp : IDisposable
{
    private const string Script = """
        import sys, ctypes as c
        library, role, account, password = sys.argv[1:5]
        g = c.CDLL(library)
        class Buffer(c.Structure): _fields_ = [("length", c.c_size_t), ("value", c.c_void_p)]
        class Oid(c.Structure): _fields_ = [("length", c.c_uint32), ("elements", c.c_void_p)]
        class OidSet(c.Structure): _fields_ = [("count", c.c_size_t), ("elements", c.POINTER(Oid))]
        kept = []
        def pointer(data):
            kept.append(c.create_string_buffer(data, len(data)))
            return c.cast(kept[-1], c.c_void_p)
        def buffer(data): return Buffer(len(data), pointer(data) if data else None)
        def oid(text): return Oid(len(bytes.fromhex(text)), pointer(bytes.fromhex(text)))
        ntlm, user_name, host_name = oid("2b06010401823702020a"), oid("2a864886f71201020101"), oid("2a864886f71201020104")
        set_sequence_number = oid("2b06010401b77d850f0101")
        datagram_and_integrity, forever = c.c_uint32(0x10020), c.c_uint32(0xffffffff)
        minor, context, credential = c.c_uint32(), c.c_void_p(), c.c_void_p()
        def do(name, *arguments):
            major = getattr(g, name)(c.byref(minor), *arguments)
            if major & 0xffff0000:
                print("failed", name, hex(major), minor.value, flush=True)
                sys.exit(0)
        def read(): return bytes.fromhex(sys.stdin.readline())
        def write(b): print((c.string_at(b.value, b.length) if b.length else b"").hex(), flush=True)
        def name_of(text, kind):
            name = c.c_void_p()
            do("gss_import_name", c.byref(buffer(text)), c.byref(kind), c.byref(name))
            return name
        mechanisms = OidSet(1, c.pointer(ntlm))
        if role == "client":
            do("gssspi_acquire_cred_with_password", name_of(account.encode(), user_name), c.byref(buffer(password.encode())), forever,
                c.byref(mechanisms), 1, c.byref(credential), None, None)
            server = name_of(b"sip@server", host_name)
            def step(token):
                answer = Buffer()
                do("gss_init_sec_context", credential, c.byref(context), server, c.byref(ntlm), datagram_and_integrity, c.c_uint32(0), None,
                    c.byref(buffer(token)) if token is not None else None, None, c.byref(answer), None, None)
                return answer
            step(None)
            write(step(read()))
        else:
            do("gss_acquire_cred", None, forever, c.byref(mechanisms), 2, c.byref(credential), None, None)
            def step(token):
                answer = Buffer()
                do("gss_accept_sec_context", c.byref(context), credential, c.byref(buffer(token)), None, None, None, c.byref(answer), None, None, None)
                return answer
            write(step(b""))
            step(read())
        def at_100():
            number = c.c_uint32(100)
            do("gss_set_sec_context_option", c.byref(context), c.byref(set_sequence_number), c.byref(Buffer(4, c.cast(c.pointer(number), c.c_void_p))))
        mic = Buffer()
        at_100()
        do("gss_get_mic", context, 0, c.byref(buffer(b"<NTLM><theirs>")), c.byref(mic))
        write(mic)
        at_100()
        do("gss_verify_mic", context, c.byref(buffer(b"<NTLM><ours>")), c.byref(buffer(read())), None)
        print("agreed", flush=True)
        """;

    private readonly Process _process;
    private readonly string _users = Path.GetTempFileName();

    private GssNtlmssp(string library, string role, string account, string password)
    {
        // The server looks accounts up in a file of DOMAIN:user:password lines.
        File.WriteAllText(_users, account.Replace('\\', ':') + ":" + password + "\n");
        var start = new ProcessStartInfo("python3", ["-c", Script, library, role, account, password])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["NTLM_USER_FILE"] = _users;
        _process = Process.Start(start)!;
    }

    /// <summary>The library, as the list of GSSAPI mechanisms names it; null when it is not installed.</summary>
    public static string? Library()
    {
        var listed = Environment.GetEnvironmentVariable("GSS_MECH_CONFIG");
        var files = listed is not null ? [listed] : Directory.Exists("/etc/gss/mech.d") ? Directory.GetFiles("/etc/gss/mech.d", "*.conf") : [];
        return files.SelectMany(File.ReadLines)
            .Where(line => !line.StartsWith('#') && line.Contains("1.3.6.1.4.1.311.2.2.10", StringComparison.Ordinal))
            .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[2])
            .FirstOrDefault(path => File.Exists(path) && File.Exists("/usr/bin/python3"));
    }

    public static GssNtlmssp Start(string library, string role, string account, string password) => new(library, role, account, password);

    /// <summary>The next token, or a word such as <c>agreed</c>.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? "ended";

    public async Task WriteAsync(byte[] token, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(Convert.ToHexString(token).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        File.Delete(_users);
    }
}
