namespace LyncResilience.Lab.Certificates;

/// <summary>How a server certificate of the laboratory is: right, or wrong in one respect.</summary>
internal enum CertificateVariant
{
    Valid,
    WrongName,
    Expired,
    UntrustedRoot,
}
