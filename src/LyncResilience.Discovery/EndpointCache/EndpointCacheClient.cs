namespace LyncResilience;

/// <summary>Which client wrote a cache, told by the folder that it stands in.</summary>
public enum EndpointCacheClient
{
    /// <summary>The file stands in no client's folder, so nothing tells.</summary>
    Unknown,

    /// <summary>Lync 2010, and Communicator before it: <c>Microsoft\Communicator</c>.</summary>
    Lync2010,

    /// <summary>Lync 2013 and Skype for Business 2015: <c>Microsoft\Office\15.0\Lync</c>.</summary>
    Lync2013,

    /// <summary>Skype for Business 2016 and later: <c>Microsoft\Office\16.0\Lync</c>.</summary>
    SkypeForBusiness2016,

    /// <summary>Lync for Mac 2011: <c>Documents/Microsoft User Data/Microsoft Lync Data</c>.</summary>
    LyncMac2011,
}
