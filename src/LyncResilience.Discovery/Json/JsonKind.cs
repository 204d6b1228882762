namespace LyncResilience.Discovery.Json;

/// <summary>What a JSON value is (RFC 8259 3).</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}
