using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class Conv2dReader : LayerReader<Conv2d>
{
    public static readonly Key<int> OutChannels = Key.Required(
        "out_channels", CommonKeys.Count, "the number of output channels");

    public static readonly Key<Size2> KernelSize = Key.Required(
        "kernel_size", CommonKeys.PositiveSize, "the size of the kernel, one integer or [height, width]");

    public static readonly Key<Size2> Stride = Key.Optional(
        "stride", CommonKeys.PositiveSize, "the step of the kernel, one integer or [height, width]; 1 by default", defaultJson: "1");

    public static readonly Key<ConvPadding> Padding = Key.Optional(
        "padding",
        new ConvPaddingValue(CommonKeys.PaddingSize),
        "zeros added on each side, one integer, [height, width], or same, which keeps the size of the image at stride 1; 0 by default",
        defaultJson: "0");

    public static readonly Key<Size2> Dilation = Key.Optional(
        "dilation", CommonKeys.PositiveSize, "the step from one tap of the kernel to the next, one integer or [height, width]; 1 by default", defaultJson: "1");

    public static readonly Key<int> Groups = Key.Optional(
        "groups", CommonKeys.Count, "the number of parts that input and output channels are split into, each convolved for itself; 1 by default", defaultJson: "1");

    public static readonly Key<Connections> Connections = Key.Optional(
        "connections",
        new ConnectionsValue(),
        "which input channels each output channel is made of: lecun1998, the table of that paper for 6 to 16 channels, or a list of lists; all by default");

    public static readonly Key<ConvAlgorithm> Algorithm = Key.Optional(
        "algorithm",
        new ChoiceValue<ConvAlgorithm>([], ("auto", ConvAlgorithm.Auto), ("direct", ConvAlgorithm.Direct), ("fast", ConvAlgorithm.Fast)),
        "how it is computed: direct, with a product for each tap; fast, with fewer products, which rounds differently; or auto, whichever is quicker; auto by default",
        defaultJson: "\"auto\"");

    public static readonly Key<int> InChannels = Key.Optional(
        "in_channels", CommonKeys.Count, "the number of input channels, checked against what comes in");

    public override string Type => "conv2d";

    public override string Description => "Cross-correlation of an image with learned kernels, as torch.nn.Conv2d";

    protected override IReadOnlyList<Key> OwnKeys =>
        [OutChannels, KernelSize, Stride, Padding, Dilation, Groups, Connections, CommonKeys.Bias, CommonKeys.Activation, Algorithm, InChannels];

    public override Layer Read(string name, Fields fields) => new Conv2d(
        name,
        fields.Get(OutChannels),
        fields.Get(KernelSize),
        fields.Get(Stride, otherwise: new Size2(1, 1)),
        fields.Get(Padding, otherwise: default).Size,
        fields.Get(CommonKeys.Bias, otherwise: true),
        fields.Get(CommonKeys.Activation, otherwise: new NoActivation()))
    {
        PadsSame = fields.Get(Padding, otherwise: default).IsSame,
        Dilation = fields.Get(Dilation, otherwise: new Size2(1, 1)),
        Groups = fields.Get(Groups, otherwise: 1),
        Connections = fields.Has(Connections) ? fields.Get(Connections) : null,
        Algorithm = fields.Get(Algorithm, otherwise: ConvAlgorithm.Auto),
    };

    protected override IEnumerable<Setting> OwnSettings(Conv2d layer) =>
    [
        OutChannels.Of(layer.OutChannels),
        KernelSize.Of(layer.Kernel),
        Stride.Of(layer.Stride),
        Padding.Of(new ConvPadding(layer.Padding, layer.PadsSame)),
        Dilation.Of(layer.Dilation),
        Groups.Of(layer.Groups),
        .. layer.Connections is null ? Array.Empty<Setting>() : [Connections.Of(layer.Connections)],
        CommonKeys.Bias.Of(layer.Bias),
        CommonKeys.Activation.Of(layer.Activation),
        Algorithm.Of(layer.Algorithm),
    ];
}
