using LeNet.Fuzzing.Targets;

namespace LeNet.Fuzzing;

/// <summary>Gives a target many inputs, each made from a seed of its own, and notes what comes of them.</summary>
/// <param name="target">The target.</param>
internal sealed class Campaign(FuzzTarget target)
{
    /// <summary>A screen; messages name what they find only in part where it may be long.</summary>
    private const int MostMessage = 4_000;

    private readonly Dictionary<string, long> _outcomes = [];

    /// <summary>Raised for each input that shows a fault.</summary>
    public event Action<Finding>? Found;

    /// <summary>Inputs so far by what came of them: accepted, or the name of an exception.</summary>
    public IReadOnlyDictionary<string, long> Outcomes => _outcomes;

    /// <summary>Findings so far.</summary>
    public int Findings { get; private set; }

    /// <summary>The most bytes that an input had allocated.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>The seed at work.</summary>
    public int Seed { get; private set; }

    /// <summary>The input at work.</summary>
    public byte[] Input { get; private set; } = [];

    /// <summary>Tries the target's own seeds, so that what they need once is there before allocations are counted.</summary>
    public void WarmUp()
    {
        foreach (byte[] seed in target.Seeds)
        {
            _ = Outcome([.. seed], out _);
            _ = Outcome([.. seed], out _);
        }
    }

    /// <summary>Makes an input and tries it.</summary>
    /// <param name="seed">What it is made from.</param>
    public void Try(int seed)
    {
        Seed = seed;
        Input = target.Mutate(new Random(seed));
        Try(Input);
    }

    /// <summary>Tries an input.</summary>
    public void Try(byte[] input)
    {
        Input = input;
        long before = GC.GetAllocatedBytesForCurrentThread();
        string outcome = Outcome(input, out string? problem);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        MostAllocated = Math.Max(MostAllocated, allocated);
        if (problem is null && allocated > target.MostAllocated(input.Length))
        {
            problem = $"{input.Length} bytes of input allocated {allocated} bytes; at most {target.MostAllocated(input.Length)} are justified";
        }

        if (problem is not null)
        {
            outcome = "finding";
            Findings++;
            Found?.Invoke(new Finding(target.Name, Seed, input, problem));
        }

        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
    }

    private string Outcome(byte[] input, out string? problem)
    {
        problem = null;
        try
        {
            target.Run(input);
            return "accepted";
        }
        catch (Exception exception) when (target.Refusals.Contains(exception.GetType()))
        {
            if (exception.Message.Length > MostMessage || exception.Message.Any(char.IsControl))
            {
                problem = $"the message is no line that a person reads: {exception.Message}";
            }

            return exception.GetType().Name;
        }
        catch (Exception exception)
        {
            problem = exception.ToString();
            return exception.GetType().Name;
        }
    }
}
