using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;

namespace LeNet.Samples
{
    /// <content>This program draws.</content>
    internal static partial class PictureSupport
    {
        static partial void Add(ref IPictures? pictures) => pictures = new Pictures.PictureSet();
    }
}

namespace LeNet.Samples.Pictures
{
    /// <summary>All pictures, in files.</summary>
    internal sealed class PictureSet : IPictures
    {
        /// <inheritdoc/>
        public IReadOnlyList<string> Draw(PictureSubject subject, string folder)
        {
            try
            {
                var names = new List<string>();
                foreach ((string name, Func<PictureSubject, byte[]?> draw) in Makers)
                {
                    if (draw(subject) is { } png)
                    {
                        WholeFile.Write(Path.Combine(folder, name), png);
                        names.Add(name);
                    }
                }

                return names;
            }
            catch (Exception exception) when (IsNativeLibraryMissing(exception))
            {
                throw new FailureException($"pictures cannot be drawn on this machine, as SkiaSharp's native library does not load ({exception.GetBaseException().Message})", exception);
            }
        }

        private static IEnumerable<(string Name, Func<PictureSubject, byte[]?> Draw)> Makers =>
        [
            (PictureSupport.Curves, subject => CurvesPicture.Draw(subject.Title, subject.Epochs)),
            (PictureSupport.Confusion, subject => ConfusionPicture.Draw(subject.Title, subject.Evaluation)),
            (PictureSupport.Mistakes, subject => MistakesPicture.Draw(subject.Title, subject.Test, subject.Evaluation, Mistake.Find(subject.Network, subject.Test, MistakesPicture.Most, subject.Threads))),
            (PictureSupport.Filters, subject => FiltersPicture.Draw(subject.Network)),
            (PictureSupport.Features, subject => DrawFeatures(subject.Network, subject.Title, subject.Test)),
        ];

        private static byte[] DrawFeatures(Network network, string title, Dataset test)
        {
            float[] probabilities = new float[network.Description.Classes];
            int label = network.Predict(test.Image(0), probabilities);
            return FeaturesPicture.Draw(
                $"{title}: the first test image, layer by layer",
                $"True class {test.Labels[0]}, predicted {label} with {Format.Percent(probabilities[label])}",
                LayerValues.Of(network, test.Image(0)),
                probabilities);
        }

        private static bool IsNativeLibraryMissing(Exception exception) =>
            exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
            || (exception is TypeInitializationException { InnerException: { } inner } && IsNativeLibraryMissing(inner));
    }
}
