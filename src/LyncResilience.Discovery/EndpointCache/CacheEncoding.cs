namespace LyncResilience;

/// <summary>How a text in a cache file is encoded.</summary>
public enum CacheEncoding
{
    /// <summary>One byte for each character.</summary>
    Ascii,

    /// <summary>Two bytes for each character, the low one first, beginning at an even or an odd offset.</summary>
    Utf16,
}
