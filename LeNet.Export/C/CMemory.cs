using LeNet.Export.Loops;

namespace LeNet.Export.C;

/// <summary>
/// Where the layers' outputs lie: in two arrays in turn, since a layer needs what the one before it made and nothing older. Memory that a
/// layer needs for itself has an array of its own.
/// </summary>
internal sealed class CMemory
{
    private static readonly string[] Names = ["memory_a", "memory_b"];

    private readonly Dictionary<LoopBuffer, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly int[] _lengths = new int[Names.Length];

    /// <summary>Places the outputs of a program.</summary>
    public CMemory(LoopProgram program)
    {
        foreach (LoopBuffer output in program.Steps.Select(step => step.Output))
        {
            if (!_places.ContainsKey(output))
            {
                int place = _places.Count % Names.Length;
                _places[output] = place;
                _lengths[place] = Math.Max(_lengths[place], output.Length);
            }
        }

        Own = [.. program.Buffers.Where(buffer => !_places.ContainsKey(buffer))];
    }

    /// <summary>The arrays that outputs share, with their lengths.</summary>
    public IEnumerable<(string Name, int Length)> Shared => Names.Zip(_lengths).Where(array => array.Second > 0);

    /// <summary>Memory that is not shared.</summary>
    public IReadOnlyList<LoopBuffer> Own { get; }

    /// <summary>Bytes in all.</summary>
    public int Bytes => (sizeof(float) * _lengths.Sum()) + Own.Sum(buffer => buffer.Length * (buffer.Element == ElementType.Float ? sizeof(float) : 1));

    /// <summary>The array that an output lies in; null for other memory.</summary>
    public string? ArrayOf(LoopBuffer buffer) => _places.TryGetValue(buffer, out int place) ? Names[place] : null;
}
