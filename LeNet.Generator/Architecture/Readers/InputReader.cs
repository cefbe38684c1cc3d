using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Reads "input" and checks that the images become what the first layer sees.</summary>
internal static class InputReader
{
    public static readonly Key<Shape> Shape = Key.Required(
        "shape", new ShapeValue(Limits.Dimension), "[channels, height, width] as the first layer sees them");

    public static readonly Key<Size2> Image = Key.Optional(
        "image", new SizeValue(1, Limits.Dimension, allowsOne: false), "[height, width] of the raw 8-bit images; that of the shape by default");

    public static readonly Key<ImageFit> Fit = Key.Optional(
        "fit",
        new ChoiceValue<ImageFit>([], ("resize", ImageFit.Resize), ("pad", ImageFit.Pad)),
        "how an image of another size becomes the input: resize scales it, pad centres it on black");

    public static readonly Key<EquatableArray<double>> Mean = Key.Optional(
        "mean", new ListValue<double>(new NumberValue(-1000, 1000), "means, one per channel"), "subtracted from p/255, per channel; 0 by default");

    public static readonly Key<EquatableArray<double>> Std = Key.Optional(
        "std", new ListValue<double>(new NumberValue(0.0001, 1000), "standard deviations, one per channel"), "what p/255 less the mean is divided by, per channel; 1 by default");

    public static readonly IReadOnlyList<Key> Keys = [Shape, Image, Fit, Mean, Std];

    /// <returns>Null after an error.</returns>
    public static ImageInput? Read(JsonObject node, TextSpan site, DiagnosticBag bag)
    {
        Fields fields = Fields.Read(node, new FieldsOwner("input: ", "the input", site), Keys, bag);
        if (!fields.Has(Shape))
        {
            return null;
        }

        int errors = bag.Count;
        Shape shape = fields.Get(Shape);
        var size = new Size2(shape.Height, shape.Width);
        Size2 image = fields.Get(Image, otherwise: size);
        CheckSize(shape, fields.SpanOf(Shape, site), "shape", bag);
        CheckSize(Shapes.Shape.Image(shape.Channels, image.Height, image.Width), fields.SpanOf(Image, site), "image", bag);
        CheckFit(image, size, fields, bag);
        CheckPerChannel(Mean, shape, fields, bag);
        CheckPerChannel(Std, shape, fields, bag);
        if (!fields.IsValid || bag.Count != errors)
        {
            return null;
        }

        return new ImageInput(
            shape,
            image,
            image == size ? ImageFit.None : fields.Get(Fit),
            fields.Get(Mean, otherwise: new EquatableArray<double>(Enumerable.Repeat(0.0, shape.Channels))),
            fields.Get(Std, otherwise: new EquatableArray<double>(Enumerable.Repeat(1.0, shape.Channels))));
    }

    /// <summary>What would read back as the input, defaults written out.</summary>
    public static IEnumerable<Setting> Settings(ImageInput input) =>
    [
        Shape.Of(input.Shape),
        Image.Of(input.Image),
        .. input.Fit == ImageFit.None ? Array.Empty<Setting>() : [Fit.Of(input.Fit)],
        Mean.Of(input.Mean),
        Std.Of(input.Std),
    ];

    private static void CheckSize(Shape shape, TextSpan span, string key, DiagnosticBag bag)
    {
        long count = Limits.Product(shape.Channels, shape.Height, shape.Width);
        if (count > Limits.Activations)
        {
            bag.Add(Descriptors.TooLarge, span, Invariant($"input: {key} {shape} is {count:N0} values; the limit is {Limits.Activations:N0}"));
        }
    }

    private static void CheckFit(Size2 image, Size2 size, Fields fields, DiagnosticBag bag)
    {
        TextSpan imageSpan = fields.SpanOf(Image, default);
        TextSpan fitSpan = fields.SpanOf(Fit, imageSpan);
        bool isSmaller = image.Height <= size.Height && image.Width <= size.Width;
        if (image != size && fitSpan == imageSpan)
        {
            bag.Add(
                Descriptors.Preprocessing,
                imageSpan,
                $"input: images of {image} do not fill an input of {size}; add \"fit\": \"resize\" to scale them" + (isSmaller ? " or \"fit\": \"pad\" to centre them on black" : ""));
        }
        else if (fields.Get(Fit) == ImageFit.Pad && !isSmaller)
        {
            bag.Add(
                Descriptors.Preprocessing,
                fitSpan,
                $"input: images of {image} are larger than the input of {size}, so they cannot be padded; use \"resize\"");
        }
    }

    private static void CheckPerChannel(Key<EquatableArray<double>> key, Shape shape, Fields fields, DiagnosticBag bag)
    {
        int count = fields.Get(key).Count;
        if (fields.Has(key) && count != shape.Channels)
        {
            bag.Add(
                Descriptors.Preprocessing,
                fields.SpanOf(key, default),
                Invariant($"input: {key.Name} has {count} {(count == 1 ? "value" : "values")}, and the input {shape.Channels} {(shape.Channels == 1 ? "channel" : "channels")}; give one per channel"));
        }
    }
}
