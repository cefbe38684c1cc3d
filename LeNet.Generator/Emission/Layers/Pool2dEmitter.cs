using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>What the pools share: the walk over windows, and how gradients reach the input.</summary>
internal abstract class Pool2dEmitter(Pool2dStep step) : StepEmitter(step)
{
    protected PoolWindows Windows { get; } = new(step.Pool, step.Layer.Input);

    protected Size2 Kernel => step.Pool.Kernel;

    protected abstract IEnumerable<string> ForwardEquations { get; }

    protected abstract string BackwardEquation { get; }

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}", Phase.Forward, $"{step.Name} forward: {Description}.", [.. ForwardEquations], WriteForward);
        foreach (KernelMethod method in ParameterGradients())
        {
            yield return method;
        }

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

    /// <summary>Declarations of what a kernel reads beside the input.</summary>
    protected virtual void DeclareOthers(KernelWriter kernel)
    {
    }

    /// <summary>Statements after a row of windows of channel i.</summary>
    protected virtual void EndForwardRow(KernelWriter kernel)
    {
    }

    /// <summary>Statements before the taps of a forward window.</summary>
    protected abstract void BeginForward(KernelWriter kernel);

    /// <summary>One tap of a forward window.</summary>
    protected abstract void ForwardTap(KernelWriter kernel, string value);

    /// <summary>The vector to store, after the taps.</summary>
    protected abstract string ForwardResult(KernelWriter kernel, PoolWindow window);

    /// <summary>Statements before the gradients of a window, where "g" is its output gradient and x its input.</summary>
    protected abstract void BeginBackward(KernelWriter kernel, PoolWindow window, WindowBuffer x);

    /// <summary>The gradient of a tap.</summary>
    protected abstract string BackwardTap(KernelWriter kernel, string tap);

    /// <summary>Whether the backward step reads the input itself.</summary>
    protected abstract bool ReadsInput { get; }

    /// <summary>Whether every value of a window's gradient is stored rather than added.</summary>
    private bool Stores => step.IsDisjoint;

    /// <summary>Kernels of the gradients of parameters, which read the input before its gradient takes its place.</summary>
    protected virtual IEnumerable<KernelMethod> ParameterGradients() => [];

    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        DeclareOthers(kernel);
        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        code.Line();
        WindowBuffer x = Buffer(kernel, "x", step.Input);
        using (code.Loop("i", step.Layer.Output.Channels))
        {
            WriteWindows(kernel, window =>
            {
                window.Declare(code, x, "xs");
                BeginForward(kernel);
                window.ForEach(code, tap => ForwardTap(kernel, $"Create({tap.Slice(x, "xs")})"));
                code.Line($"{ForwardResult(kernel, window)}.CopyTo(y.Slice({OutputAt(kernel, step.Output)}, {kernel.Width}));");
            }, () => EndForwardRow(kernel));
        }
    }

    private void WriteBackward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var inPlace = step.InputGradient == step.Input;
        var derivative = step.InputActivation is not Architecture.NoActivation;
        DeclareOthers(kernel);
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

        // With one channel there is no loop around the windows, and what follows them uses the same names.
        var apart = !Stores && derivative && step.Layer.Output.Channels == 1;
        using (apart ? code.Braces() : default)
        using (code.Loop("i", step.Layer.Output.Channels))
        {
            WriteWindows(kernel, window => WriteWindowGradient(kernel, window, inPlace, derivative));
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

    private void WriteWindowGradient(KernelWriter kernel, PoolWindow window, bool inPlace, bool derivative)
    {
        CodeWriter code = kernel.Code;
        WindowBuffer x = Buffer(kernel, "x", step.Input, isWritable: inPlace);
        WindowBuffer dx = inPlace ? x : Buffer(kernel, "dx", step.InputGradient, isWritable: true);
        var target = inPlace ? "xs" : "dxs";
        code.Line($"{kernel.Vector} g = Create(delta.Slice({OutputAt(kernel, step.OutputGradient)}, {kernel.Width}));");
        if (!inPlace && (ReadsInput || (Stores && derivative)))
        {
            window.Declare(code, x, "xs");
        }

        window.Declare(code, dx, target);
        BeginBackward(kernel, window, x);
        window.ForEach(code, tap =>
        {
            var gradient = BackwardTap(kernel, tap.Number);
            var at = tap.Slice(dx, target);
            if (Stores)
            {
                gradient = derivative
                    ? InputActivation.ApplyDerivative(kernel, $"Create({tap.Slice(x, "xs")})", gradient)
                    : gradient;
                code.Line($"{gradient}.CopyTo({at});");
            }
            else
            {
                code.Line($"(Create({at}) + {gradient}).CopyTo({at});");
            }
        });
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

    /// <summary>The statements for each window of channel i.</summary>
    private void WriteWindows(KernelWriter kernel, Action<PoolWindow> body, Action? endRow = null)
    {
        CodeWriter code = kernel.Code;
        using (code.Loop("r", step.Layer.Output.Height))
        {
            Windows.DeclareRows(code);
            using (code.Loop("c", step.Layer.Output.Width))
            {
                Windows.DeclareColumns(code);
                using (kernel.LaneLoop())
                {
                    Windows.Write(code, body);
                }
            }

            endRow?.Invoke();
        }
    }

    protected static WindowBuffer Buffer(KernelWriter kernel, string name, ActivationBuffer buffer, bool isWritable = false) =>
        new(name, Times("i", buffer.ChannelFloats), buffer.RowFloats, Lanes, buffer.Origin, kernel.Lane, kernel.Width, isWritable);

    protected static string OutputAt(KernelWriter kernel, ActivationBuffer buffer) => ValueAt(buffer) + kernel.Lane;
}
