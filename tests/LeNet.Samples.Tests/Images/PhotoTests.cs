using LeNet.Runtime;
using LeNet.Samples.Images;
using SkiaSharp;

namespace LeNet.Samples.Tests.Images;

/// <summary>A network that reads synthetic digits reads photos of them as well.</summary>
public sealed class PhotoTests
{
    private static readonly int Count = Suite.Count(quick: 10, whole: 50);

    public static TheoryData<string> Names => [.. Photos.Keys];

    private static Dictionary<string, Photo> Photos { get; } = new()
    {
        ["plain"] = new(),
        ["large"] = new(700, 500, 15),
        ["small in a large picture"] = new(600, 450, 4),
        ["tight"] = new(160, 150, 7),
        ["tiny"] = new(60, 44, 1),
        ["noise"] = new(Noise: 12),
        ["dim at one side"] = new(LightAtLeft: 0.3),
        ["dim corners"] = new(LightAtCorners: 0.3),
        ["a shadow"] = new(Shadow: 0.5, Noise: 3),
        ["all of it"] = new(LightAtLeft: 0.5, LightAtCorners: 0.6, Shadow: 0.6, Noise: 8, Specks: 30),
        ["pencil"] = new(Paper: 220, Ink: 170, Noise: 4, LightAtLeft: 0.6),
        ["a fine pen"] = new(300, 240, 8, Pen: 0.75, Noise: 3),
        ["heavy noise"] = new(Noise: 30),
        ["chalk"] = new(Paper: 40, Ink: 210, Noise: 8, LightAtLeft: 0.5),
        ["a drawing, white on black"] = new(200, 200, 7, Paper: 0, Ink: 255),
        ["a drawing, black on white"] = new(200, 200, 7, Paper: 255, Ink: 0),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Photos_are_read_as_well_as_the_images_they_show(string name)
    {
        Photo photo = Photos[name];
        Network network = TestDigits.Network();
        Dataset digits = TestDigits.Take(Count);
        float[] probabilities = new float[network.Description.Classes];
        int images = 0;
        int photos = 0;
        int rightPolarity = 0;
        for (int i = 0; i < Count; i++)
        {
            byte[] jpeg = Photo.Encode(photo.Take(digits.Image(i), i), SKEncodedImageFormat.Jpeg);
            PreparedDigit prepared = DigitPreparation.Prepare(ImageReader.Read(jpeg));
            images += network.Predict(digits.Image(i), probabilities) == digits.Labels[i] ? 1 : 0;
            photos += network.Predict(prepared.Pixels, probabilities) == digits.Labels[i] ? 1 : 0;
            rightPolarity += prepared.DarkInk == photo.Ink < photo.Paper ? 1 : 0;
        }

        Assert.InRange(images, Count * 88 / 100, Count);
        Assert.InRange(photos, images - 3, Count);
        Assert.Equal(Count, rightPolarity);
    }
}
