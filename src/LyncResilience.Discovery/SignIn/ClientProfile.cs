namespace LyncResilience;

/// <summary>Whose discovery order and name rule a walk follows, as Microsoft documents them for DNS requirements of automatic sign-in.</summary>
public enum ClientProfile
{
    /// <summary>Lync 2010 before its Autodiscover updates: SRV records, then host records.</summary>
    Lync2010,

    /// <summary>Lync 2013 and updated Lync 2010: Autodiscover, SRV records (internal TCP too), then host records.</summary>
    Lync2013,

    /// <summary>Skype for Business 2015 and later desktop clients: as Lync 2013 without the internal TCP record.</summary>
    SkypeForBusiness2016,

    /// <summary>Lync Phone Edition: SRV records only, and a target that breaks the naming rule is skipped.</summary>
    Phone,
}
