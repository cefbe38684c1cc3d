using LeNet.Runtime;
using LeNet.Samples.Data.Formats;
using LeNet.Samples.Images;

namespace LeNet.Samples.Data.Folders;

/// <summary>
/// Pictures in a folder for each class, the folders in ordinal order being the classes: below folders <c>train</c> and <c>test</c>, or without a test part.
/// </summary>
internal sealed class ClassFoldersFormat : IDataFormat
{
    private const int MostClasses = 256;
    private const int Colours = 3;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"];
    private static readonly string[] TrainingNames = ["train", "training"];
    private static readonly string[] TestNames = ["test", "testing", "val", "valid", "validation"];

    /// <inheritdoc/>
    public string Wanted => "folders of pictures, one for each class";

    /// <inheritdoc/>
    public DataSource? Recognise(string path)
    {
        if (!Directory.Exists(path))
        {
            return null;
        }

        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (Below(path, TrainingNames) is { } training && Below(path, TestNames) is { } test)
        {
            string[] classes = ClassesOf(training);
            return classes.Length == 0 ? null : new FilesData($"{name} (folders of pictures)", path, () => Read(training, test, classes), () => classes);
        }

        string[] all = ClassesOf(path);
        return all.Length == 0
            ? null
            : new FilesData($"{name} (folders of pictures, {SplitData.HeldOut})", path, () => SplitData.Of(new PictureFolder(path, all).Read(), path), () => all);

        static SplitData Read(string training, string test, string[] classes)
        {
            if (ClassesOf(test).Except(classes, StringComparer.Ordinal).FirstOrDefault() is { } other)
            {
                throw new DataFileException(Path.Combine(test, other), "is a class that the training part has no folder for");
            }

            (PictureFolder first, PictureFolder second) = (new PictureFolder(training, classes), new PictureFolder(test, classes));
            int channels = Math.Max(first.Channels, second.Channels);
            return new SplitData(first.Read(channels), second.Read(channels));
        }
    }

    /// <summary>The pictures of a folder, in ordinal order.</summary>
    private static string[] PicturesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)];

    private static string? Below(string path, string[] names) =>
        Directory.EnumerateDirectories(path).FirstOrDefault(folder => names.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase));

    /// <summary>The folders that hold pictures.</summary>
    private static string[] ClassesOf(string path)
    {
        string[] classes = [.. Directory.EnumerateDirectories(path).Where(folder => PicturesIn(folder).Length > 0).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        return classes.Length <= MostClasses
            ? classes
            : throw new DataFileException(path, $"has {classes.Length} folders of pictures, and at most {MostClasses} classes are read");
    }

    /// <summary>The pictures of all classes, decoded.</summary>
    private sealed class PictureFolder
    {
        private readonly string _path;
        private readonly List<(byte Label, GreyImage[] Planes)> _pictures = [];

        public PictureFolder(string path, string[] classes)
        {
            _path = path;
            (string Path, GreyImage Image)? first = null;
            for (int label = 0; label < classes.Length; label++)
            {
                string folder = Path.Combine(path, classes[label]);
                foreach (string file in Directory.Exists(folder) ? PicturesIn(folder) : [])
                {
                    GreyImage[] planes = ImageReader.ReadPlanes(file);
                    first ??= (file, planes[0]);
                    if ((planes[0].Width, planes[0].Height) != (first.Value.Image.Width, first.Value.Image.Height))
                    {
                        throw new DataFileException(
                            file, $"has {planes[0].Width}×{planes[0].Height} pixels, and {first.Value.Path} has {first.Value.Image.Width}×{first.Value.Image.Height}; bring all pictures to the size that the network takes");
                    }

                    _pictures.Add(((byte)label, HasColour(planes) ? planes : planes[..1]));
                }
            }

            if (_pictures.Count == 0)
            {
                throw new DataFileException(path, "has no pictures in the folders of its classes");
            }
        }

        /// <summary>3 if any picture has a colour, else 1.</summary>
        public int Channels => _pictures.Max(picture => picture.Planes.Length);

        public Dataset Read(int? channels = null)
        {
            int wanted = channels ?? Channels;
            GreyImage first = _pictures[0].Planes[0];
            int area = first.Width * first.Height;
            byte[] images = new byte[(long)_pictures.Count * wanted * area];
            for (int i = 0; i < _pictures.Count; i++)
            {
                for (int channel = 0; channel < wanted; channel++)
                {
                    GreyImage[] planes = _pictures[i].Planes;
                    planes[Math.Min(channel, planes.Length - 1)].Values.CopyTo(images, ((long)i * wanted * area) + (channel * area));
                }
            }

            return new Dataset(images, [.. _pictures.Select(picture => picture.Label)], wanted, first.Height, first.Width, _path);
        }

        /// <summary>Whether a picture that is stored in colour has any.</summary>
        private static bool HasColour(GreyImage[] planes) =>
            planes.Length == Colours && (!planes[0].Values.AsSpan().SequenceEqual(planes[1].Values) || !planes[0].Values.AsSpan().SequenceEqual(planes[2].Values));
    }
}
