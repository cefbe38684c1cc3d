using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Text;

/// <summary>Collects syntax errors and leaves out those that only follow from an earlier one.</summary>
internal sealed class JsonErrors
{
    private const int MaxErrors = 10;

    private readonly ImmutableArray<JsonSyntaxError>.Builder _errors = ImmutableArray.CreateBuilder<JsonSyntaxError>();
    private bool _isLost;

    /// <summary>Counts every error, left out or not.</summary>
    public int Attempts { get; private set; }

    /// <summary>An error inside a token whose end is known: what follows is read as usual.</summary>
    public void Add(TextSpan span, string message)
    {
        Attempts++;
        if (!_isLost && _errors.Count < MaxErrors)
        {
            _errors.Add(new JsonSyntaxError(span, message));
        }
    }

    /// <summary>An error after which the reader guesses: further ones are left out until a member or an item reads well.</summary>
    public void AddAndLose(TextSpan span, string message)
    {
        Add(span, message);
        _isLost = true;
    }

    /// <summary>As <see cref="AddAndLose"/> where the error has been added.</summary>
    public void Lose()
    {
        Attempts++;
        _isLost = true;
    }

    public void Recover() => _isLost = false;

    public ImmutableArray<JsonSyntaxError> ToImmutable() => _errors.ToImmutable();
}
