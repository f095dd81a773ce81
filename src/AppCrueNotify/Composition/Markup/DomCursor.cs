using AngleSharp.Dom;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Moves through a document in reading order. Remembers where it is: the parser's own "next sibling" searches from the first one each time.</summary>
internal sealed class DomCursor
{
    private readonly Stack<(INodeList Siblings, int Index)> _path = new();

    /// <summary>Stands at a node; moves everywhere below <paramref name="root"/> that comes after it.</summary>
    public DomCursor(INode start, INode root)
    {
        var steps = new List<(INodeList, int)>();
        for (var node = start; node != root && node.Parent is { } parent; node = parent)
            steps.Add((parent.ChildNodes, parent.ChildNodes.Index(node)));
        for (var i = steps.Count - 1; i >= 0; i--)
            _path.Push(steps[i]);
        Node = start;
    }

    /// <summary>Where it stands; null past the end.</summary>
    public INode? Node { get; private set; }

    /// <summary>To the first child, if there is one.</summary>
    public bool Into()
    {
        if (Node is not { HasChildNodes: true } parent)
            return false;
        _path.Push((parent.ChildNodes, 0));
        Node = parent.ChildNodes[0];
        return true;
    }

    /// <summary>To what follows the node and all in it; tells of each element that ends on the way.</summary>
    public void Over(Action<INode>? left = null)
    {
        while (_path.TryPop(out var at))
        {
            if (at.Index + 1 < at.Siblings.Length)
            {
                _path.Push((at.Siblings, at.Index + 1));
                Node = at.Siblings[at.Index + 1];
                return;
            }

            if (_path.TryPeek(out var above))
                left?.Invoke(above.Siblings[above.Index]);
        }

        Node = null;
    }

    /// <summary>To the next node in reading order.</summary>
    public void Next()
    {
        if (!Into())
            Over();
    }
}
