using System.Globalization;
using LeNet.Samples.Images;

namespace LeNet.Samples.Tests.Images;

/// <summary>
/// Pictures with random changes: each is read, or refused with the one exception that is documented.
/// <c>LENET_FUZZ_IMAGES</c> sets how many (8,000 otherwise), <c>LENET_FUZZ_SEED</c> the first seed.
/// </summary>
public sealed class HostileImageTests
{
    private const int UsualCount = 8_000;
    private const int MostAllocated = 8 << 20;

    private static readonly ImageLimits Limits = new(1 << 20, 1 << 20);

    [Fact]
    public void Changed_pictures_are_read_or_refused_and_take_bounded_memory()
    {
        byte[][] corpus = [.. Scene.Names.Select(Scene.File), PictureBytes.WithOrientation(Scene.File("grey.jpg"), 6), PictureBytes.Png(200, 100, 2_700)];
        int count = Setting("LENET_FUZZ_IMAGES", UsualCount);
        int firstSeed = Setting("LENET_FUZZ_SEED", 1);
        int read = 0;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var random = new Random(seed);
            byte[] content = Mutation.Of(corpus, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                GreyImage picture = ImageReader.Read(content, Limits);
                Assert.Equal(picture.Width * picture.Height, picture.Values.Length);
                DigitPreparation.Prepare(picture);
                read++;
            }
            catch (ImageException exception)
            {
                Assert.DoesNotContain(exception.Message, char.IsControl);
            }
            catch (Exception exception)
            {
                Assert.Fail($"LENET_FUZZ_SEED={seed} LENET_FUZZ_IMAGES=1: {exception}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= MostAllocated, $"LENET_FUZZ_SEED={seed}: {content.Length} bytes took {allocated} bytes of memory");
        }

        // Both ways are gone, so that changes neither always nor never matter.
        if (count >= 1000)
        {
            Assert.InRange(read, count / 100, count * 99 / 100);
        }
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : usual;
}
