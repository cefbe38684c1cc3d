using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LeNet.Comparison.Contestants;

/// <summary>LeNet-5 as a module of torch, with the names of torch's state dict.</summary>
internal sealed class LibtorchLeNet5 : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1 = Conv2d(1, 6, 5);
    private readonly Conv2d _conv2 = Conv2d(6, 16, 5);
    private readonly Linear _fc1 = Linear(400, 120);
    private readonly Linear _fc2 = Linear(120, 84);
    private readonly Linear _fc3 = Linear(84, 10);

    /// <param name="weights">The network whose weights it begins with.</param>
    public LibtorchLeNet5(LeNet5 weights)
        : base("LeNet5")
    {
        register_module("conv1", _conv1);
        register_module("conv2", _conv2);
        register_module("fc1", _fc1);
        register_module("fc2", _fc2);
        register_module("fc3", _fc3);

        using var _ = no_grad();
        foreach ((string name, Parameter parameter) in named_parameters())
        {
            using Tensor values = tensor(weights.Parameter(name).ToArray(), parameter.shape);
            parameter.copy_(values);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor x = functional.avg_pool2d(_conv1.forward(input).tanh_(), 2, 2);
        x = functional.avg_pool2d(_conv2.forward(x).tanh_(), 2, 2);
        x = _fc1.forward(x.flatten(1)).tanh_();
        x = _fc2.forward(x).tanh_();
        return _fc3.forward(x);
    }
}
