using LeNet.Export.Loops.Layers;
using LeNet.Export.Loops.Training.Losses;
using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Loops.Training;

/// <summary>Takes a network apart into a program that predicts and trains.</summary>
internal sealed class TrainingProgram
{
    private readonly string _format;
    private readonly List<LoopStep> _steps = [];
    private readonly List<TrainedTensor> _tensors = [];
    private readonly List<BackwardStep> _backward = [];
    private readonly List<PrepareStep> _prepare = [];

    /// <summary>What made the last output, if it is a function of each value whose derivative is told by its value.</summary>
    private ActivationGradient? _before;

    private TrainingProgram(ExportedNetwork network, string format)
    {
        _format = format;
        _steps.Add(InputLoops.Write(network.Input));
        foreach (ExportedLayer layer in network.Layers)
        {
            Add(layer);
        }
    }

    private LoopBuffer Output => _steps[^1].Output;

    /// <summary>The program: predictions as without training, but that every layer's output is kept and the tensors are memory.</summary>
    /// <param name="network">The network.</param>
    /// <param name="format">What it is written as, for messages.</param>
    /// <exception cref="ExportException">A layer or the loss cannot be expressed.</exception>
    public static LoopProgram Of(ExportedNetwork network, string format)
    {
        var program = new TrainingProgram(network, format);
        LoopFunction softmax = Functions.Softmax.Of(network.Description.Classes, network.Temperature);
        LoopFunction loss = LossLoops.Of(network, program._before, format);
        program._backward.Reverse();
        var training = new LoopTraining(program._tensors, loss, program._backward, program._prepare);
        return new LoopProgram(
            network,
            program._steps,
            [
                .. training.Tensors.Select(tensor => tensor.Weights),
                .. program._steps.SelectMany(step => step.Tables),
                .. training.Backward.SelectMany(step => step.Tables),
            ],
            [
                .. program._steps.SelectMany(step => step.Buffers.Append(step.Output)).Distinct(),
                .. training.Backward.SelectMany(step => step.Buffers),
                .. training.Tensors.Select(tensor => tensor.Gradient),
                .. training.Tensors.Select(tensor => tensor.Lanes).OfType<LoopBuffer>(),
            ],
            NeededFunctions.Of([.. program._steps.Select(step => step.Body), .. training.Backward.Select(step => step.Body), softmax.Body, loss.Body], softmax, loss))
        {
            Training = training,
        };
    }

    private void Add(ExportedLayer layer)
    {
        ILayerLoops? kind = LayerLoops.Kind(layer.Type);
        if (kind is null)
        {
            AddFunction(layer, layer.Settings, layer.Type, layer.Name);
            layer.RequireAllRead(_format);
        }
        else if (layer.Type == "flatten")
        {
            kind.Write(new StepWriter(layer, inPlace: true, _format), layer);
            layer.RequireAllRead(_format);
        }
        else
        {
            AddLayer(layer, kind);
        }
    }

    private void AddLayer(ExportedLayer layer, ILayerLoops kind)
    {
        ILayerTraining training = TrainingLayers.For(layer, _format);
        bool wantsInputGradient = _tensors.Count > 0;
        Dictionary<string, TrainedTensor> tensors = layer.Tensors.ToDictionary(tensor => tensor.ShortName, tensor => Trained(layer, tensor, training), StringComparer.Ordinal);
        var step = new StepWriter(layer, inPlace: false, _format, tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Weights, StringComparer.Ordinal));
        LoopBuffer input = Output;
        var output = new LoopBuffer(layer.Name, "output", layer.Output, ElementType.Float);
        string? equation = (training.Forward ?? kind).Write(step, layer);
        Settings? keys = LayerLoops.ActivationKeys(layer);
        Func<Expression, Expression>? function = keys is null ? null : LayerLoops.Activation(layer, keys, _format);
        ActivationGradient? gradient = keys is null ? null : GradientOf(layer, keys, keys.Text("type"));
        if (function is not null && !gradient!.KeepsInput)
        {
            using (step.Code.For("i", step.Y, out Variable i))
            {
                step.Code.Store(step.Y, i, function(step.Y[i]));
            }
        }

        LoopStep forward = step.ToStep(equation, input, output);
        if (wantsInputGradient || tensors.Count > 0)
        {
            var backward = new BackwardWriter(layer, _before, wantsInputGradient, tensors, forward.Tables);
            IReadOnlyList<string> equations = training.Write(backward, layer);
            _backward.Add(backward.ToStep(equations, input, output));
        }

        layer.RequireAllRead(_format);
        _tensors.AddRange(tensors.Values);
        if (forward.Tables.FirstOrDefault(table => table.IsTrained) is { } made)
        {
            _prepare.Add(training.Prepare(layer, tensors["weight"].Weights, made) ?? throw new InvalidOperationException($"Nothing makes {made} again."));
        }

        _steps.Add(forward);
        _before = gradient is { KeepsInput: false } ? gradient : null;
        if (gradient is { KeepsInput: true })
        {
            AddFunction(layer, keys!, keys!.Text("type"), layer.Name + "_activation");
        }
    }

    /// <summary>A function of each value: in place where the last output has had none, and its derivative is told by its value.</summary>
    private void AddFunction(ExportedLayer layer, Settings keys, string type, string name)
    {
        Func<Expression, Expression> function = ActivationLoops.Function(type, keys)
            ?? throw new ExportException(layer.Name, $"a layer of type {type} cannot be exported to {_format}");
        ActivationGradient gradient = GradientOf(layer, keys, type);
        bool inPlace = _before is null && !gradient.KeepsInput && _steps.Count > 1;
        LoopBuffer input = Output;
        LoopBuffer output = inPlace ? input : new LoopBuffer(name, "output", layer.Output, ElementType.Float);
        var of = new ArrayParameter(inPlace ? "y" : "x", ElementType.Float, layer.Output.Count, inPlace);
        var y = new ArrayParameter("y", ElementType.Float, layer.Output.Count, IsResult: true);
        var code = new LoopBuilder();
        using (code.For("i", y, out Variable i))
        {
            code.Store(y, i, function(of[i]));
        }

        _steps.Add(new LoopStep(name, type, null, inPlace ? null : input, output, layer.Output, layer.Output, [], [], code.Statements));
        if (!inPlace && _tensors.Count > 0)
        {
            _backward.Add(Backward(layer, gradient, input, output, name));
        }

        _before = gradient.KeepsInput ? null : gradient;
    }

    /// <summary>Where a function has an output of its own: a derivative that needs the argument, and that of the function before.</summary>
    private BackwardStep Backward(ExportedLayer layer, ActivationGradient gradient, LoopBuffer input, LoopBuffer output, string name)
    {
        var writer = new BackwardWriter(layer.AsFunction(), _before, wantsInputGradient: true, new Dictionary<string, TrainedTensor>(), []);
        using (writer.Code.For("i", writer.X, out Variable i))
        {
            Variable g = writer.Code.Let("g", gradient.KeepsInput ? gradient.Of(writer.X[i], writer.Delta[i]) : writer.Delta[i]);
            writer.StoreInput(i, g);
        }

        return writer.ToStep([gradient.KeepsInput ? $"∂L/∂z = ∂L/∂y · ({gradient.Equation})" : "∂L/∂z = ∂L/∂y, which has the derivative already"], input, output) with { Name = name };
    }

    private ActivationGradient GradientOf(ExportedLayer layer, Settings keys, string type) => ActivationGradient.For(type, keys)
        ?? throw new ExportException(layer.Name, $"the activation {type} cannot be trained in {_format}");

    private static TrainedTensor Trained(ExportedLayer layer, ExportedTensor tensor, ILayerTraining training)
    {
        var weights = new FloatTable(layer.Name, tensor.ShortName, tensor.Shape, tensor.Name, tensor.Values) { IsTrained = true };
        return new TrainedTensor(
            tensor.Name,
            weights,
            new LoopBuffer(layer.Name, tensor.ShortName + "_gradient", new Shape([tensor.Values.Length]), ElementType.Float),
            training.IsChain(tensor.ShortName) ? null : new LoopBuffer(layer.Name, tensor.ShortName + "_lanes", new Shape([LoopTraining.Lanes * tensor.Values.Length]), ElementType.Float));
    }
}
