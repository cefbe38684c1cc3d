using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>How a fast convolution is cut up for a vector width, and the working memory of that.</summary>
/// <param name="Forward">Output channels × tiles whose products are summed in registers.</param>
/// <param name="ForwardRows">Output rows whose products at all points are in memory at once.</param>
/// <param name="WeightGradient">Output channels × kernel rows whose products are summed in registers.</param>
/// <param name="WeightGradientChannels">Input channels whose products at all points are in memory at once.</param>
/// <param name="InputGradient">Input channels × tiles of a row whose products are summed in registers.</param>
internal sealed record FastBlocks(RegisterBlock Forward, int ForwardRows, RegisterBlock WeightGradient, int WeightGradientChannels, RegisterBlock InputGradient)
{
    /// <summary>Bytes of products that the first cache holds beside what they are made of.</summary>
    private const int CachedBytes = 32 * 1024;

    private const int Lanes = ActivationBuffer.Lanes;

    public static FastBlocks For(VectorTarget target, Conv2dStep step, FastForm form)
    {
        Shape output = step.Layer.Output;
        var kernelRows = step.Convolution.Kernel.Height;
        var forward = RegisterBlock.ForOuterProduct(target, output.Channels, output.Height * form.Tiles, kernelRows);
        var rowBytes = forward.Rows * form.Toom.Points * form.Tiles * Lanes * sizeof(float);
        var rows = RegisterBlock.Divisor(output.Height, CachedBytes / rowBytes);
        var weights = RegisterBlock.ForOuterProduct(target, output.Channels, kernelRows, form.Tiles);
        var channelBytes = weights.Rows * form.Toom.Points * kernelRows * Lanes * sizeof(float);
        return new FastBlocks(
            RegisterBlock.ForOuterProduct(target, output.Channels, rows * form.Tiles, kernelRows),
            rows,
            weights,
            RegisterBlock.Divisor(step.Layer.Input.Channels, CachedBytes / channelBytes),
            RegisterBlock.ForOuterProduct(target, step.Layer.Input.Channels, form.Tiles, FastForm.ChannelsTogether(output.Channels)));
    }
}

/// <summary>Where a fast convolution keeps what it computes in a worker's working memory, in floats from where that begins.</summary>
/// <param name="Points">x at the points: [point][input channel][row][tile][16]; later its gradient.</param>
/// <param name="Slopes">∂L/∂z at the points: [point][output channel][row][tile][16]; of a block of channels where no input gradient is wanted.</param>
/// <param name="Products">Sums of products at the points, of a block.</param>
/// <param name="Results">What is made of them, kernel columns of a block, or columns of an input row.</param>
/// <param name="Floats">All of it.</param>
internal sealed record FastMemory(int Points, int Slopes, int Products, int Results, int Floats)
{
    private const int Lanes = ActivationBuffer.Lanes;

    /// <summary>The memory of a step, the same for all vector widths.</summary>
    public static FastMemory For(IReadOnlyList<VectorTarget> targets, Conv2dStep step, FastForm form)
    {
        List<FastBlocks> blocks = [.. targets.Select(target => FastBlocks.For(target, step, form))];
        var points = PointFloats(step, form);
        var channels = step.WantsInputGradient ? step.Layer.Output.Channels : blocks.Max(block => block.WeightGradient.Rows);
        var slopes = channels * SlopeFloats(step, form);
        var products = form.Toom.Points * Lanes * blocks.Max(block => Math.Max(
            block.Forward.Rows * block.ForwardRows * form.Tiles,
            block.WeightGradientChannels * block.WeightGradient.Rows * step.Convolution.Kernel.Height));
        var results = Lanes * blocks.Max(block => Math.Max(
            block.WeightGradient.Rows * step.Convolution.Kernel.Area,
            RowColumns(step)));
        return new FastMemory(0, points, points + slopes, points + slopes + products, points + slopes + products + results);
    }

    /// <summary>Floats of x at the points of all input channels.</summary>
    public static int PointFloats(Conv2dStep step, FastForm form) =>
        step.Layer.Input.Channels * form.Toom.Points * PointRows(step) * form.Tiles * Lanes;

    /// <summary>Rows of the input, its border included.</summary>
    public static int PointRows(Conv2dStep step) => step.Layer.Output.Height + step.Convolution.Kernel.Height - 1;

    /// <summary>Columns of the input, its border included.</summary>
    public static int RowColumns(Conv2dStep step) => step.Layer.Output.Width + step.Convolution.Kernel.Width - 1;

    /// <summary>Floats of ∂L/∂z at the points of an output channel.</summary>
    public static int SlopeFloats(Conv2dStep step, FastForm form) => form.Toom.Points * step.Layer.Output.Height * form.Tiles * Lanes;

    /// <summary>Floats of the weights at the points: [output channel][point][input channel][kernel row].</summary>
    public static int WeightFloats(Conv2dStep step, FastForm form) =>
        step.Layer.Output.Channels * form.Toom.Points * step.Layer.Input.Channels * step.Convolution.Kernel.Height;
}
