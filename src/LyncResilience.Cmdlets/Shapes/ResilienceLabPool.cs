using LyncResilience.Lab;

namespace LyncResilience;

/// <summary>A registrar pool of a running laboratory.</summary>
public sealed class ResilienceLabPool
{
    private readonly LabPool _pool;

    internal ResilienceLabPool(LabPool pool) => _pool = pool;

    /// <summary>The pool's full name.</summary>
    public string Fqdn => _pool.Fqdn;

    /// <summary>Where it listens, as text; always loopback.</summary>
    public string Address => _pool.Address.ToString();

    /// <summary>Its port for SIP over TLS.</summary>
    public int Port => _pool.Port;

    /// <summary>Whether the pool is up at this moment.</summary>
    public bool IsUp => _pool.IsUp;

    /// <summary>What kind of pool it is.</summary>
    public PoolKind Kind => _pool.Kind;

    /// <inheritdoc/>
    public override string ToString() => Fqdn;
}
