using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Layer normalisation: every lane is a sample with a mean and a variance of its own.</summary>
internal sealed class LayerNormEmitter(LayerNormStep step) : StepEmitter(step)
{
    /// <summary>Partial sums, so that none waits for itself; value k goes into sum k mod 16, as a single image adds it in its lanes.</summary>
    private const int Sums = 16;

    /// <summary>Values that a backward pass takes together.</summary>
    private const int Block = 4;

    private readonly ActivationEmitter _activation = ActivationEmitter.For(step.Norm.Activation);
    private readonly int _count = step.Layer.Input.Count;

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward: {Description}.",
            [
                $"x̂[k] = (x[k] − mean) / √(variance + ε) over all k of a sample; z[k] = {(step.Weight is null ? "x̂[k]" : "γ[k] · x̂[k] + β[k]")}",
                _activation.Equation,
                "J. L. Ba, J. R. Kiros, G. E. Hinton: \"Layer normalization\", 2016, equation 3",
            ],
            WriteForward);
        if (step.Weight is not null)
        {
            yield return new KernelMethod(
                $"WeightGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradients of its scale and offset over the tile. Its forward: <see cref=\"Forward{Title}\"/>.",
                ["∂L/∂γ[k] = Σ_sample ∂L/∂z[k] · x̂[k]", "∂L/∂β[k] = Σ_sample ∂L/∂z[k]"],
                WriteWeightGradient);
        }

        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its input. Its forward: <see cref=\"Forward{Title}\"/>.",
                [$"g[k] = {(step.Weight is null ? "" : "γ[k] · ")}∂L/∂z[k]; ∂L/∂x[k] = (g[k] − mean(g) − x̂[k] · mean(g · x̂)) / √(variance + ε){InputDerivative}"],
                WriteInputGradient);
        }

        if (step.Weight is not null)
        {
            yield return TileSums((step.Weight, step.WeightGradientOffset), (step.Bias!, step.BiasGradientOffset));
        }
    }

    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        DeclareAffine(kernel, withBias: true);
        DeclareStatistics(kernel, writable: true);
        code.Line();
        using (kernel.LaneLoop())
        {
            WriteSum(kernel, "s", (sum, x) => $"{sum} += {x};");
            code.Line($"{kernel.Vector} mean = {Tree("s")} / Create({Literal(_count)});");
            code.Line();
            WriteSum(kernel, "q", (sum, x) => $"{sum} = FusedMultiplyAdd({x} - mean, {x} - mean, {sum});");
            code.Line($"{kernel.Vector} inverse = {kernel.Vector}.One / Sqrt({Tree("q")} / Create({Literal(_count)}) + Create({Literal(step.Norm.Epsilon)}));");
            code.Line($"mean.CopyTo(means.Slice({kernel.FirstLane}, {kernel.Width}));");
            code.Line($"inverse.CopyTo(inverses.Slice({kernel.FirstLane}, {kernel.Width}));");
            code.Line();
            WriteValues(code, () =>
            {
                var normal = $"(Create(x.Slice({ValueAt(step.Input)}{kernel.Lane}, {kernel.Width})) - mean) * inverse";
                var z = step.Weight is null ? $"({normal})" : $"FusedMultiplyAdd({normal}, Create(weight[{Index}]), Create(bias[{Index}]))";
                code.Line($"{_activation.Apply(kernel, z)}.CopyTo(y.Slice({ValueAt(step.Output)}{kernel.Lane}, {kernel.Width}));");
            });
        }

        if (!_activation.InRegister)
        {
            code.Line();
            using (step.Layer.Input.Channels == 1 ? code.Braces() : default)
            using (code.Loop("i", step.Layer.Input.Channels))
            using (code.Loop("r", step.Layer.Input.Height))
            {
                code.Line(_activation.ApplyToSpan($"y.Slice({RowAt(step.Output)}, {step.Layer.Input.Width * Lanes})"));
            }
        }
    }

    /// <summary>Adds all values up in sixteen partial sums. The input has no border: its values lie one after the other.</summary>
    private void WriteSum(KernelWriter kernel, string name, Func<string, string, string> add)
    {
        CodeWriter code = kernel.Code;
        for (var m = 0; m < Math.Min(Sums, _count); m++)
        {
            code.Line($"{kernel.Vector} {name}{m} = {kernel.Vector}.Zero;");
        }

        using (_count == Sums ? code.Braces() : default)
        {
            kernel.ExactBlocks("k", _count, Sums, WriteBlock);
        }

        for (var m = _count; m < Sums; m++)
        {
            code.Line($"{kernel.Vector} {name}{m} = {kernel.Vector}.Zero;");
        }

        void WriteBlock(int size)
        {
            code.Line($"ReadOnlySpan<float> xs = x.Slice({Times("k", Lanes)}{kernel.Lane}, {((size - 1) * Lanes) + kernel.Width});");
            for (var m = 0; m < size; m++)
            {
                code.Line($"{kernel.Vector} x{m} = {kernel.Load("xs", m * Lanes)};");
                code.Line(add(CodeWriter.Invariant($"{name}{m}"), CodeWriter.Invariant($"x{m}")));
            }
        }
    }

    /// <summary>The partial sums added as LaneMath.Sum adds lanes.</summary>
    private static string Tree(string name)
    {
        return $"(({Quarter(0)} + {Quarter(2)}) + ({Quarter(1)} + {Quarter(3)}))";

        string Quarter(int j) => CodeWriter.Invariant($"(({name}{j} + {name}{j + 8}) + ({name}{j + 4} + {name}{j + 12}))");
    }

    private void WriteWeightGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("x", step.Input);
        kernel.Declare("delta", step.OutputGradient);
        DeclareStatistics(kernel, writable: false);
        code.Line($"Span<float> weightGradient = record.Slice({step.WeightGradientOffset}, {_count}); // gradient of {step.Weight!.Title}");
        code.Line($"Span<float> biasGradient = record.Slice({step.BiasGradientOffset}, {_count}); // gradient of {step.Bias!.Title}");
        code.Line($"Span<float> products = scratch.Slice({kernel.Plan.LaneSumsOffset}, {Lanes}); // on their way to a sum over lanes");
        code.Line();
        using (code.Loop("i", step.Layer.Input.Channels))
        using (code.Loop("r", step.Layer.Input.Height))
        using (code.Loop("c", step.Layer.Input.Width))
        {
            using (kernel.LaneLoop())
            {
                code.Line($"(Create(delta.Slice({ValueAt(step.OutputGradient)}{kernel.Lane}, {kernel.Width})) * ((Create(x.Slice({ValueAt(step.Input)}{kernel.Lane}, {kernel.Width})) - Create(means.Slice({kernel.FirstLane}, {kernel.Width}))) * Create(inverses.Slice({kernel.FirstLane}, {kernel.Width})))).CopyTo(products.Slice({kernel.FirstLane}, {kernel.Width}));");
            }

            code.Line($"weightGradient[{Index}] = LaneMath.Sum(products);");
            code.Line($"biasGradient[{Index}] = LaneMath.Sum(delta.Slice({ValueAt(step.OutputGradient)}, {Lanes}));");
        }
    }

    private void WriteInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("delta", step.OutputGradient);
        DeclareAffine(kernel, withBias: false);
        DeclareStatistics(kernel, writable: false);
        DeclareInputAndGradient(kernel, step);
        if (step.InputGradient != step.Input && step.InputActivation is Architecture.NoActivation)
        {
            kernel.Declare("x", step.Input);
        }

        code.Line();
        using (kernel.LaneLoop())
        {
            code.Line($"{kernel.Vector} mean = Create(means.Slice({kernel.FirstLane}, {kernel.Width}));");
            code.Line($"{kernel.Vector} inverse = Create(inverses.Slice({kernel.FirstLane}, {kernel.Width}));");
            code.Line($"{kernel.Vector} sum = {kernel.Vector}.Zero;");
            code.Line($"{kernel.Vector} product = {kernel.Vector}.Zero;");
            WriteValues(code, () =>
            {
                code.Line($"{kernel.Vector} g = {Gradient(kernel)};");
                code.Line("sum += g;");
                code.Line($"product = FusedMultiplyAdd(g, ({X(kernel)} - mean) * inverse, product);");
            });

            code.Line();
            code.Line($"sum /= Create({Literal(_count)});");
            code.Line($"product /= Create({Literal(_count)});");
            WriteValues(code, () =>
            {
                code.Line($"{kernel.Vector} normal = ({X(kernel)} - mean) * inverse;");
                code.Line($"{kernel.Vector} dg = FusedMultiplyAdd(-normal, product, {Gradient(kernel)} - sum) * inverse;");
                WriteGradientStores(kernel, step, ValueAt, columns: 1, _ => "dg");
            });
        }
    }

    private void DeclareAffine(KernelWriter kernel, bool withBias)
    {
        if (step.Weight is not null)
        {
            kernel.Declare("weight", step.Weight);
            if (withBias)
            {
                kernel.Declare("bias", step.Bias!);
            }
        }
    }

    private void DeclareStatistics(KernelWriter kernel, bool writable)
    {
        var type = writable ? "Span<float>" : "ReadOnlySpan<float>";
        kernel.Code.Line($"{type} means = scratch.Slice({step.MeanOffset}, {Lanes}); // of each sample");
        kernel.Code.Line($"{type} inverses = scratch.Slice({step.InverseOffset}, {Lanes}); // 1 / √(variance + ε) of each sample");
    }

    /// <summary>A loop over all values, in a scope of its own.</summary>
    private void WriteValues(CodeWriter code, Action body)
    {
        Shape shape = step.Layer.Input;
        using (shape.Channels == 1 ? code.Braces() : default)
        using (code.Loop("i", shape.Channels))
        using (code.Loop("r", shape.Height))
        using (code.Loop("c", shape.Width))
        {
            body();
        }
    }

    /// <summary>The number of a value among those of its sample.</summary>
    private string Index => Sum(
        Times("i", step.Layer.Input.Height * step.Layer.Input.Width), Times("r", step.Layer.Input.Width), step.Layer.Input.Width == 1 ? "" : "c");

    /// <summary>The gradient of x̂.</summary>
    private string Gradient(KernelWriter kernel)
    {
        var delta = $"Create(delta.Slice({ValueAt(step.OutputGradient)}{kernel.Lane}, {kernel.Width}))";
        return step.Weight is null ? delta : $"(Create(weight[{Index}]) * {delta})";
    }

    private string X(KernelWriter kernel) => $"{kernel.VectorClass}.Create<float>(x.Slice({ValueAt(step.Input)}{kernel.Lane}, {kernel.Width}))";
}
