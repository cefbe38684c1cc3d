namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>
/// A matrix with a row for each point of a <see cref="CookToom"/> form: 0, then pairs of a point and its negative, then ∞. The row of a negative is that
/// of the point with every other sign changed, so that a pair shares its work: both are a sum of even and a sum of odd terms, added or subtracted.
/// </summary>
/// <param name="Rows">[point][index].</param>
internal sealed record PointTransform(EquatableArray<EquatableArray<Rational>> Rows)
{
    /// <summary>Rows.</summary>
    public int Points => Rows.Count;

    /// <summary>Columns.</summary>
    public int Count => Rows[0].Count;

    /// <summary>The pairs' first points.</summary>
    public IEnumerable<int> Pairs => Enumerable.Range(0, (Points - 2) / 2).Select(pair => 1 + (2 * pair));

    /// <summary>The points that have no negative: 0 and ∞.</summary>
    public IEnumerable<int> Singles => [0, Points - 1];

    /// <summary>What a row multiplies, without zeros, in the order in which it is added up.</summary>
    public IReadOnlyList<Term> Terms(int point) => Ordered(Enumerable.Range(0, Count).Select(index => new Term(index, Rows[point][index])));

    /// <summary>As <see cref="Terms(int)"/>, of the even indices or of the odd ones.</summary>
    /// <param name="point">The first point of a pair.</param>
    /// <param name="parity">0 or 1.</param>
    /// <param name="isPresent">Of which indices there is a value; the others are 0. Null for all.</param>
    public IReadOnlyList<Term> Terms(int point, int parity, Func<int, bool>? isPresent = null) => Ordered(Enumerable.Range(0, Count)
        .Where(index => index % 2 == parity && (isPresent is null || isPresent(index)))
        .Select(index => new Term(index, Rows[point][index])));

    /// <summary>What a column multiplies: values at the points without negatives, sums of pairs for an even index and differences for an odd one.</summary>
    public IReadOnlyList<Term> Column(int index) => Ordered([new Term(0, Rows[0][index]), .. Pairs.Select(point => new Term(point, Rows[point][index])), new Term(Points - 1, Rows[Points - 1][index])]);

    /// <summary>A sum begins with a term that needs no multiplication, if there is one.</summary>
    private static IReadOnlyList<Term> Ordered(IEnumerable<Term> terms)
    {
        List<Term> present = [.. terms.Where(term => term.Coefficient.Numerator != 0)];
        var first = present.FindIndex(term => term.Coefficient == new Rational(1));
        return first <= 0 ? present : [present[first], .. present.Where((_, index) => index != first)];
    }

    /// <summary>Additions and fused multiply-adds of values at the points → results, or the other way, which takes as many.</summary>
    public int Operations => Singles.Sum(point => Terms(point).Count()) + Pairs.Sum(point => Terms(point).Count() + 2);

    /// <summary>The sum of the squares of a row: how much it makes of independent values.</summary>
    public double Energy(int point) => Rows[point].Sum(value => value.Value * value.Value);
}

/// <summary>A coefficient and what it multiplies.</summary>
internal readonly record struct Term(int Index, Rational Coefficient);
