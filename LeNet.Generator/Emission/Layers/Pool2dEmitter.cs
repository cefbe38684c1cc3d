using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>What the pools share: the walk over windows, and how gradients reach the input.</summary>
internal abstract class Pool2dEmitter(Pool2dStep step) : StepEmitter(step)
{
    /// <summary>Taps of a window that are written out; a larger window is a loop.</summary>
    private const int MostUnrolled = 36;

    protected Size2 Kernel => step.Pool.Kernel;

    protected abstract string ForwardEquation { get; }

    protected abstract string BackwardEquation { get; }

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}", Phase.Forward, $"{step.Name} forward: {step.Kind}, {Shapes}.", [ForwardEquation], WriteForward);
        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its input. Its forward: <see cref=\"Forward{Title}\"/>.",
                [BackwardEquation + InputDerivative],
                WriteBackward);
        }
    }

    /// <summary>Statements before the taps of a forward window.</summary>
    protected abstract void BeginForward(KernelWriter kernel);

    /// <summary>One tap of a forward window.</summary>
    protected abstract void ForwardTap(KernelWriter kernel, string value);

    /// <summary>The vector to store, after the taps.</summary>
    protected abstract string ForwardResult(KernelWriter kernel);

    /// <summary>Statements before the gradients of a window, where "g" is its output gradient and xs its input.</summary>
    protected abstract void BeginBackward(KernelWriter kernel);

    /// <summary>The gradient of a tap.</summary>
    protected abstract string BackwardTap(KernelWriter kernel, string tap);

    /// <summary>Whether the backward step reads the input itself.</summary>
    protected abstract bool ReadsInput { get; }

    /// <summary>Whether every value of a window's gradient is stored rather than added.</summary>
    private bool Stores => step.IsDisjoint;

    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        code.Line();
        using (Windows(kernel))
        {
            DeclareWindow(kernel, "xs", "x", step.Input, writable: false);
            BeginForward(kernel);
            Taps(kernel, step.Input, (tap, offset) => ForwardTap(kernel, $"Create(xs.Slice({offset}, {kernel.Width}))"));
            code.Line($"{ForwardResult(kernel)}.CopyTo(y.Slice({OutputAt(kernel, step.Output)}, {kernel.Width}));");
        }
    }

    private void WriteBackward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var inPlace = step.InputGradient == step.Input;
        var derivative = step.InputActivation is not Architecture.NoActivation;
        kernel.Declare("delta", step.OutputGradient);
        if (inPlace)
        {
            code.Line("// the input gradient takes the place of the input");
            kernel.Declare("x", step.Input, writable: true);
        }
        else
        {
            if (ReadsInput || derivative)
            {
                kernel.Declare("x", step.Input);
            }

            kernel.Declare("dx", step.InputGradient, writable: true);
            code.Line("dx.Clear(); // windows overlap, or leave inputs out");
        }

        code.Line();
        var target = inPlace ? "xs" : "dxs";

        // With one channel there is no loop around the windows, and what follows them uses the same names.
        var apart = !Stores && derivative && step.Layer.Output.Channels == 1;
        using (apart ? code.Braces() : default)
        using (Windows(kernel))
        {
            code.Line($"{kernel.Vector} g = Create(delta.Slice({OutputAt(kernel, step.OutputGradient)}, {kernel.Width}));");
            if (inPlace)
            {
                DeclareWindow(kernel, "xs", "x", step.Input, writable: true);
            }
            else
            {
                if (ReadsInput || (Stores && derivative))
                {
                    DeclareWindow(kernel, "xs", "x", step.Input, writable: false);
                }

                DeclareWindow(kernel, "dxs", "dx", step.InputGradient, writable: true);
            }

            BeginBackward(kernel);
            Taps(kernel, step.Input, (tap, offset) =>
            {
                var gradient = BackwardTap(kernel, tap);
                var at = inPlace ? offset : TapOffset(step.InputGradient, tap);
                if (Stores)
                {
                    gradient = derivative
                        ? InputActivation.ApplyDerivative(kernel, $"Create(xs.Slice({offset}, {kernel.Width}))", gradient)
                        : gradient;
                    code.Line($"{gradient}.CopyTo({target}.Slice({at}, {kernel.Width}));");
                }
                else
                {
                    code.Line($"(Create(dxs.Slice({at}, {kernel.Width})) + {gradient}).CopyTo(dxs.Slice({at}, {kernel.Width}));");
                }
            });
        }

        if (!Stores && derivative)
        {
            code.Line();
            using (apart ? code.Braces() : default)
            {
                WriteDerivative(kernel);
            }
        }
    }

    /// <summary>After overlapping windows have added up: the derivative of the layer before.</summary>
    private void WriteDerivative(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        Shape shape = step.Layer.Input;
        using (code.Loop("i", shape.Channels))
        using (code.Loop("p", shape.Height))
        using (code.Loop("q", shape.Width))
        using (kernel.LaneLoop())
        {
            WriteGradientStores(
                kernel,
                step,
                buffer => Sum(Times("i", buffer.ChannelFloats), Times("p", buffer.RowFloats), Times("q", Lanes), Term(buffer.Origin)),
                columns: 1,
                _ => $"Create(dx.Slice({Sum(Times("i", step.InputGradient.ChannelFloats), Times("p", step.InputGradient.RowFloats), Times("q", Lanes), Term(step.InputGradient.Origin))}{kernel.Lane}, {kernel.Width}))");
        }
    }

    /// <summary>The loops over channels and windows.</summary>
    private IDisposable Windows(KernelWriter kernel)
    {
        CodeWriter.BlockScope channels = kernel.Code.Loop("i", step.Layer.Output.Channels);
        CodeWriter.BlockScope rows = kernel.Code.Loop("r", step.Layer.Output.Height);
        CodeWriter.BlockScope columns = kernel.Code.Loop("c", step.Layer.Output.Width);
        CodeWriter.BlockScope lanes = kernel.LaneLoop();
        return new Scopes(lanes, columns, rows, channels);
    }

    private void DeclareWindow(KernelWriter kernel, string name, string source, ActivationBuffer buffer, bool writable)
    {
        var origin = Sum(
            Times("i", buffer.ChannelFloats),
            Times("r", step.Pool.Stride.Height * buffer.RowFloats),
            Times("c", step.Pool.Stride.Width * Lanes),
            Term(buffer.Origin)) + kernel.Lane;
        var length = ((Kernel.Height - 1) * buffer.RowFloats) + ((Kernel.Width - 1) * Lanes) + kernel.Width;
        kernel.Code.Line($"{(writable ? "Span<float>" : "ReadOnlySpan<float>")} {name} = {source}.Slice({origin}, {length});");
    }

    private static string OutputAt(KernelWriter kernel, ActivationBuffer buffer) =>
        Sum(Times("i", buffer.ChannelFloats), Times("r", buffer.RowFloats), Times("c", Lanes), Term(buffer.Origin)) + kernel.Lane;

    /// <summary>Each tap of a window, written out or looped; the action gets the tap's number and its offset in the window.</summary>
    protected void Taps(KernelWriter kernel, ActivationBuffer buffer, Action<string, string> write)
    {
        if (Kernel.Area <= MostUnrolled)
        {
            for (var u = 0; u < Kernel.Height; u++)
            {
                for (var v = 0; v < Kernel.Width; v++)
                {
                    write(
                        CodeWriter.Invariant($"{(u * Kernel.Width) + v}"),
                        CodeWriter.Invariant($"{(u * buffer.RowFloats) + (v * Lanes)}"));
                }
            }
        }
        else
        {
            using (kernel.Code.Loop("tap", Kernel.Area))
            {
                write("tap", TapOffset(buffer, "tap"));
            }
        }
    }

    private string TapOffset(ActivationBuffer buffer, string tap) => int.TryParse(tap, out var number)
        ? CodeWriter.Invariant($"{(number / Kernel.Width * buffer.RowFloats) + (number % Kernel.Width * Lanes)}")
        : CodeWriter.Invariant($"tap / {Kernel.Width} * {buffer.RowFloats} + tap % {Kernel.Width} * {Lanes}");

    private sealed class Scopes(params CodeWriter.BlockScope[] scopes) : IDisposable
    {
        public void Dispose()
        {
            foreach (CodeWriter.BlockScope scope in scopes)
            {
                scope.Dispose();
            }
        }
    }
}
