using System.IO.Compression;

namespace LeNet.Runtime;

/// <summary>A published zip file that holds files of a data set.</summary>
internal static class PackedArchive
{
    /// <summary>Takes files out of an archive, each into its place, once the archive is known to be the published one.</summary>
    /// <exception cref="PackedFileException">It is not the published archive, or lacks a file.</exception>
    /// <exception cref="DataFileException">A file cannot be written.</exception>
    public static void Unpack(FileStream packed, DatasetArchive archive, IEnumerable<DatasetFile> files, string folder, CancellationToken cancellationToken)
    {
        if (packed.Length != archive.Length)
        {
            throw new PackedFileException($"serves a file of {packed.Length} bytes instead of {archive.Length}");
        }

        PackedFile.RequireHash(packed, archive.Sha256, cancellationToken);
        try
        {
            packed.Position = 0;
            using var zip = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: true);
            foreach (DatasetFile file in files)
            {
                string name = $"{archive.Folder}{file.Name}.gz";
                ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new PackedFileException($"serves an archive without {name}");
                using Stream content = entry.Open();
                using var expanded = new GZipStream(content, CompressionMode.Decompress);
                PackedFile.Write(expanded, file, Path.Combine(folder, file.Name), cancellationToken);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new PackedFileException("serves a damaged archive", exception);
        }
    }
}
