using System.Collections.Generic;

namespace LyncResilience.Discovery.Traces.SignIns;

/// <summary>Sign-ins by when they were read last.</summary>
internal sealed class SignInQueue
{
    private readonly LinkedList<TracedSignIn> _order = new();
    private readonly Dictionary<TracedSignIn, LinkedListNode<TracedSignIn>> _nodes = [];

    public int Count => _nodes.Count;

    /// <summary>The one that was quiet for longest; null when there is none.</summary>
    public TracedSignIn? Oldest => _order.First?.Value;

    public IEnumerable<TracedSignIn> All => _order;

    public bool Contains(TracedSignIn signIn) => _nodes.ContainsKey(signIn);

    /// <summary>Adds one, or moves it to the end.</summary>
    public void Touch(TracedSignIn signIn)
    {
        Remove(signIn);
        _nodes.Add(signIn, _order.AddLast(signIn));
    }

    public bool Remove(TracedSignIn signIn)
    {
        if (!_nodes.TryGetValue(signIn, out LinkedListNode<TracedSignIn>? node))
        {
            return false;
        }

        _order.Remove(node);
        return _nodes.Remove(signIn);
    }
}
