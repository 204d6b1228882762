namespace LyncResilience.Discovery.Tests.EndpointCache;

public enum CacheTextForm
{
    Ascii,
    Utf16AtEvenOffsets,
    Utf16AtOddOffsets,
}
