namespace LyncResilience.Discovery.Dns;

/// <summary>The response codes that matter here (RFC 1035 4.1.1, RFC 6891 9).</summary>
internal static class DnsResponseCode
{
    public const int NoError = 0;
    public const int FormatError = 1;
    public const int ServerFailure = 2;
    public const int NameError = 3;
    public const int NotImplemented = 4;
    public const int Refused = 5;
    public const int BadVersion = 16;

    /// <summary>The code as tools print it, such as <c>SERVFAIL</c>.</summary>
    public static string NameOf(int code) => code switch
    {
        NoError => "NOERROR",
        FormatError => "FORMERR",
        ServerFailure => "SERVFAIL",
        NameError => "NXDOMAIN",
        NotImplemented => "NOTIMP",
        Refused => "REFUSED",
        BadVersion => "BADVERS",
        _ => "RCODE" + code.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
