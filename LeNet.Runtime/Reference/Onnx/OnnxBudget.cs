namespace LeNet.Runtime;

/// <summary>What computing a model may cost: a small file can ask for a great deal.</summary>
/// <param name="values">Numbers that may be held in all.</param>
/// <param name="work">Additions and multiplications in all.</param>
internal sealed class OnnxBudget(long values, long work)
{
    /// <summary>Takes from it what a value needs.</summary>
    /// <exception cref="OnnxException">There is not as much left.</exception>
    public void Hold(OnnxNode node, long count)
    {
        values -= count;
        if (values < 0)
        {
            throw new OnnxException(node, "makes the model too large: its values do not fit the memory that an import may take");
        }
    }

    /// <summary>Takes from it what an operator has to do.</summary>
    /// <inheritdoc cref="Hold" path="/exception"/>
    public void Spend(OnnxNode node, long operations)
    {
        work -= operations;
        if (work < 0)
        {
            throw new OnnxException(node, "makes the model too large: running it once to check the import would take minutes");
        }
    }
}
