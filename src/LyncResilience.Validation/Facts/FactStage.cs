namespace LyncResilience.Validation.Facts;

/// <summary>What has to be collected before a check can be judged, each after the one before it.</summary>
public enum FactStage
{
    /// <summary>Nothing: the topology, the users and the caches were given.</summary>
    Given,

    /// <summary>DNS answers.</summary>
    Names,

    /// <summary>What registrars answer on their ports.</summary>
    Registrars,

    /// <summary>Whole sign-ins with credentials.</summary>
    SignIns,

    /// <summary>Simulated failures, from the topology and the DNS answers.</summary>
    Simulations,
}
