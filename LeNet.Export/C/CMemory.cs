using LeNet.Export.Loops;

namespace LeNet.Export.C;

/// <summary>
/// Where the layers' outputs lie: in two arrays in turn, since a layer needs what the one before it made and nothing older; where the program trains, in an array each, as they are
/// needed on the way back. Memory that a layer needs for itself is used by one layer after the other. What the input needs, which is bytes, has an array of its own.
/// </summary>
internal sealed class CMemory
{
    /// <summary>Arrays that outputs lie in; those after them are for the layers' own use.</summary>
    private const int Outputs = 2;

    private readonly Dictionary<LoopBuffer, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<int> _lengths = [];
    private readonly int _first;

    /// <summary>Places the memory of a program.</summary>
    public CMemory(LoopProgram program)
    {
        int first = program.Training is null ? Outputs : 0;
        foreach (LoopBuffer output in program.Steps.Select(step => step.Output))
        {
            if (first > 0 && !_places.ContainsKey(output))
            {
                Place(output, _places.Count % Outputs);
            }
        }

        foreach (IReadOnlyList<LoopBuffer> work in program.Steps.Select(step => step.Buffers).Concat(program.Training?.Backward.Select(step => step.Buffers) ?? []))
        {
            foreach ((int index, LoopBuffer buffer) in work.Where(buffer => buffer.Element == ElementType.Float).Index())
            {
                Place(buffer, first + index);
            }
        }

        _first = first;
        Own = [.. program.Buffers.Where(buffer => !_places.ContainsKey(buffer))];
    }

    /// <summary>The arrays that outputs share, with their lengths.</summary>
    public IEnumerable<(string Name, int Length)> Shared => Arrays.Take(_first).Where(array => array.Length > 0);

    /// <summary>The arrays for the layers' own use, with their lengths.</summary>
    public IEnumerable<(string Name, int Length)> Work => Arrays.Skip(_first);

    /// <summary>Memory that is not shared.</summary>
    public IReadOnlyList<LoopBuffer> Own { get; }

    /// <summary>Bytes in all.</summary>
    public int Bytes => (sizeof(float) * _lengths.Sum()) + Own.Sum(buffer => buffer.Length * (buffer.Element == ElementType.Float ? sizeof(float) : 1));

    /// <summary>The array that an output lies in; null for other memory.</summary>
    public string? ArrayOf(LoopBuffer buffer) => _places.TryGetValue(buffer, out int place) ? Name(place) : null;

    private IEnumerable<(string Name, int Length)> Arrays => _lengths.Select((length, place) => (Name(place), length));

    private static string Name(int place) => $"memory_{(char)('a' + place)}";

    private void Place(LoopBuffer buffer, int place)
    {
        while (_lengths.Count <= place)
        {
            _lengths.Add(0);
        }

        _places[buffer] = place;
        _lengths[place] = Math.Max(_lengths[place], buffer.Length);
    }
}
