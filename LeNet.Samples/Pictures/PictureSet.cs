using LeNet.Runtime;
using LeNet.Samples.Data.Description;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Results;

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
        public IReadOnlyList<string> Draw(PictureSubject subject, string folder) => Write(folder,
        [
            (PictureSupport.Curves, () => CurvesPicture.Draw(subject.Title, subject.Epochs)),
            (PictureSupport.Confusion, () => ConfusionPicture.Draw(subject.Title, subject.Evaluation)),
            (PictureSupport.Mistakes, () => MistakesPicture.Draw(
                subject.Title, subject.Test, subject.Evaluation, Mistake.Find(subject.Networks, subject.Test, MistakesPicture.Most, subject.Threads))),
            (PictureSupport.Filters, () => FiltersPicture.Draw(subject.Network, subject.Networks.TitleOfFirst)),
            (PictureSupport.Features, () => DrawFeatures(subject)),
        ]);

        /// <inheritdoc/>
        public IReadOnlyList<string> Draw(NetworkSet networks, IReadOnlyList<PredictedImage> images, string folder) => Write(folder,
        [
            (PictureSupport.Predictions, () => PredictionsPicture.Draw(networks.Description, images)),
            (PictureSupport.Digits, () => DigitsPicture.Draw(images)),
            (PictureSupport.Features, () => DrawFeatures(networks, $"{images[0].Name}, layer by layer", "", images[0].Image)),
        ]);

        /// <inheritdoc/>
        public string Draw(AugmentedImages images, string folder) => Write(folder, [(PictureSupport.Augmented, () => AugmentedPicture.Draw(images))])[0];

        /// <inheritdoc/>
        public string Draw(DatasetFacts facts, Dataset training, string folder) => Write(folder, [(PictureSupport.Dataset, () => DatasetPicture.Draw(facts, training))])[0];

        /// <inheritdoc/>
        public string Draw(SweepChart chart, string folder) => Write(folder, [(PictureSupport.Sweep, () => SweepPicture.Draw(chart))])[0];

        private static List<string> Write(string folder, IEnumerable<(string Name, Func<byte[]?> Draw)> pictures)
        {
            try
            {
                var names = new List<string>();
                foreach ((string name, Func<byte[]?> draw) in pictures)
                {
                    if (draw() is { } png)
                    {
                        AtomicFile.Write(Path.Combine(folder, name), png);
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

        private static byte[] DrawFeatures(PictureSubject subject) => DrawFeatures(
            subject.Networks, $"{subject.Title}: the first test image, layer by layer", $"True class {subject.Test.Labels[0]}, ", subject.Test.Image(0));

        private static byte[] DrawFeatures(NetworkSet networks, string title, string before, ReadOnlySpan<byte> image)
        {
            Network network = networks.First;
            float[] probabilities = new float[network.Description.Classes];
            int label = network.Predict(image, probabilities);
            string outcome = $"{before}predicted {label} with {Format.Percent(probabilities[label])}";
            return FeaturesPicture.Draw(networks.Count == 1 ? title : $"{title}, in the first of {networks.Count} networks", char.ToUpperInvariant(outcome[0]) + outcome[1..], LayerValues.Of(network, image), probabilities);
        }

        private static bool IsNativeLibraryMissing(Exception exception) =>
            exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
            || (exception is TypeInitializationException { InnerException: { } inner } && IsNativeLibraryMissing(inner));
    }
}
