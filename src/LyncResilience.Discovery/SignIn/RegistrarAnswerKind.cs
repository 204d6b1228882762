namespace LyncResilience.Discovery.SignIn;

/// <summary>What a registrar did with a REGISTER.</summary>
public enum RegistrarAnswerKind
{
    /// <summary>401: asks for credentials.</summary>
    Challenged,

    /// <summary>200: registered the user.</summary>
    Registered,

    /// <summary>301: named the registrars to go to.</summary>
    Redirected,

    /// <summary>Any other status: said no.</summary>
    Rejected,

    /// <summary>Did not answer in time.</summary>
    Silent,

    /// <summary>Closed the connection without an answer.</summary>
    Closed,

    /// <summary>Answered something that cannot be used: no SIP, a wrong signature, no scheme that is safe.</summary>
    Unusable,
}
