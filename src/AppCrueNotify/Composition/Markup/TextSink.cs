using System.Buffers;
using System.Text;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Collects the words of a message line by line, as a reader would see them.</summary>
/// <remarks>
/// White space collapses, line and cell boundaries become visible exactly once, and what no reader sees (soft hyphens, stray zero-width
/// spaces, controls) is left out. Joiners, variation selectors and direction marks stay: letters and emoji depend on them.
/// </remarks>
internal sealed class TextSink(int room)
{
    /// <summary>More than any alert can hold, so that rules about the last line still see it in short messages.</summary>
    public const int DefaultRoom = 1024;

    private static readonly SearchValues<char> Special = SearchValues.Create(SpecialCharacters());

    private readonly StringBuilder _line = new();
    private readonly List<TextLine> _lines = [];
    private readonly List<ListLevel> _lists = [];
    private List<Anchor>? _links;
    private int _length;
    private int _looseLetters;
    private int _quotes;
    private bool _spacePending;
    private bool _breakPending;
    private bool _cellPending;
    private string? _marker;
    private string? _href;
    private int _linkStart;

    public TextSink()
        : this(DefaultRoom)
    {
    }

    /// <summary>Nothing more will be taken.</summary>
    public bool IsFull => _length >= room;

    /// <summary>The lines so far; ends the one under way.</summary>
    public List<TextLine> Lines()
    {
        EndLine();
        return _lines;
    }

    /// <summary>Takes words; white space in them collapses, or is kept as it is in preformatted text.</summary>
    public void Write(ReadOnlySpan<char> text, bool preformatted = false)
    {
        while (!text.IsEmpty && !IsFull)
        {
            var plain = text.IndexOfAny(Special);
            if (plain != 0)
            {
                var run = plain < 0 ? text : text[..plain];
                Append(run);
                text = text[run.Length..];
                continue;
            }

            TakeSpecial(text[0], preformatted);
            text = text[1..];
        }
    }

    /// <summary>What follows starts on a line of its own.</summary>
    public void Break()
    {
        if (!_cellPending)
            _breakPending = true;
    }

    /// <summary>What follows is a further cell of the same row.</summary>
    public void Cell()
    {
        if (_line.Length == 0)
            return;
        _cellPending = true;
        _breakPending = false;
    }

    /// <summary>What follows is a new row.</summary>
    public void Row() => EndLine();

    public void OpenQuote()
    {
        Break();
        _quotes++;
    }

    public void CloseQuote()
    {
        Break();
        _quotes--;
    }

    /// <summary>Opens a list; numbers count from <paramref name="first"/>, null makes bullets.</summary>
    public void OpenList(int? first, char delimiter = '.')
    {
        Break();
        _lists.Add(new ListLevel { Next = first, Delimiter = delimiter });
    }

    public void CloseList()
    {
        Break();
        if (_lists.Count > 0)
            _lists.RemoveAt(_lists.Count - 1);
    }

    public void OpenItem(int? number = null)
    {
        Break();
        var level = _lists.Count > 0 ? _lists[^1] : null;
        if (level?.Next is { } next)
        {
            // A list that begins another list's item keeps both numbers: "1. 3) ...".
            _marker = $"{(_marker?[0] is '•' ? "" : _marker)}{number ?? next}{level.Delimiter} ";
            level.Next = (number ?? next) + 1;
            return;
        }

        _marker = "• ";
    }

    public void CloseItem()
    {
        Break();
        _marker = null;
    }

    public void OpenLink(string href)
    {
        _href = href;
        _linkStart = -1;
    }

    public void CloseLink()
    {
        EndLink();
        _href = null;
    }

    private void TakeSpecial(char c, bool preformatted)
    {
        if (c is '\n' or '\u2028' or '\u2029' && preformatted)
            Break();
        else if (preformatted && _line.Length > 0 && !_breakPending && IsSpace(c))
            _line.Append(' ');
        else if (IsSpace(c))
            _spacePending = true;
    }

    private void Append(ReadOnlySpan<char> run)
    {
        if (_breakPending)
            EndLine();
        if (_line.Length == 0)
            Prefix();
        else if (_cellPending)
            _line.Append(" | ");
        else if (_spacePending)
            _line.Append(' ');
        _spacePending = false;
        _cellPending = false;
        if (_href is not null && _linkStart < 0)
            _linkStart = _line.Length;
        if (_href is null)
        {
            foreach (var c in run)
            {
                if (char.IsLetterOrDigit(c))
                    _looseLetters++;
            }
        }

        _line.Append(run.Length > room ? run[..room] : run);
    }

    private void Prefix()
    {
        for (var i = 0; i < Math.Min(_quotes, 3); i++)
            _line.Append("> ");
        for (var i = 1; i < Math.Min(_lists.Count, 4); i++)
            _line.Append("  ");
        if (_marker is null && _lists.Count > 0)
            _line.Append("  ");
        _line.Append(_marker);
        _marker = null;
    }

    private void EndLine()
    {
        EndLink();
        _breakPending = false;
        _cellPending = false;
        _spacePending = false;
        var text = _line.ToString().TrimEnd();
        _line.Clear();
        if (text.Length > 0)
        {
            _lines.Add(new TextLine(text, _links ?? [], _looseLetters));
            _length += text.Length + 1;
        }

        _links = null;
        _looseLetters = 0;
    }

    private void EndLink()
    {
        if (_href is null || _linkStart < 0)
            return;
        (_links ??= []).Add(new Anchor(_href, _line.ToString(_linkStart, _line.Length - _linkStart).Trim()));
        _linkStart = -1;
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c);

    // White space of any kind, controls, and the invisible characters that only tell a browser where it may break.
    private static string SpecialCharacters()
    {
        var characters = new StringBuilder("\u00AD\u200B\u2060\uFEFF");
        for (var c = '\0'; c < char.MaxValue; c++)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                characters.Append(c);
        }

        return characters.ToString();
    }

    private sealed class ListLevel
    {
        public int? Next { get; set; }

        public char Delimiter { get; init; }
    }
}
