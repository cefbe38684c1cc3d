using LeNet.Generator.Naming;
using LeNet.Import.Onnx.Wire;
using LeNet.Runtime;

namespace LeNet.Import.Onnx;

/// <summary>Makes an architecture file and weights of an ONNX model that is a chain of layers.</summary>
public static class OnnxImporter
{
    /// <summary>Bytes of a file that are read: what one array holds.</summary>
    private const long MostBytes = int.MaxValue / 2;

    /// <summary>Reads an .onnx file, and the files beside it that it keeps weights in.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the network's class; null for the model's own if it is from LeNet, or else one like the file's.</param>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    /// <exception cref="ImportException">It is no ONNX model, or one that an architecture file cannot express.</exception>
    public static ImportedNetwork Import(string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return Import(ReadFile(path), NameOf(path), name, file => External(folder, file), new OnnxLimits());
    }

    /// <summary>Reads the bytes of an .onnx file.</summary>
    /// <param name="model">The bytes.</param>
    /// <param name="name">The name of the network's class; null for the model's own.</param>
    /// <exception cref="ImportException">They are no ONNX model, or one that an architecture file cannot express.</exception>
    public static ImportedNetwork Import(ReadOnlyMemory<byte> model, string? name = null) => Import(model, "Imported", name, NoFile, new OnnxLimits());

    /// <summary>The name of a class that is like a file's.</summary>
    public static string NameOf(string path)
    {
        string stem = Path.GetFileName(path);
        stem = stem.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? stem[..^".onnx".Length] : stem;
        string cased = PascalCase.Of(Names.ToIdentifier(stem).Trim('_'));
        string candidate = Names.ToIdentifier(cased.Length > Names.MaxLength ? cased[..Names.MaxLength] : cased);
        return Names.CheckClass(candidate) is null ? candidate : "Imported";
    }

    /// <summary>What is wrong with a name for the network, or null.</summary>
    public static string? CheckName(string name) => Names.CheckClass(name);

    /// <summary>Reads bytes within limits.</summary>
    internal static ImportedNetwork Import(ReadOnlyMemory<byte> bytes, string usualName, string? name, Func<string, ReadOnlyMemory<byte>> external, OnnxLimits limits)
    {
        try
        {
            OnnxModel model = new ModelReader(external).Read(bytes);
            return Translation.Of(model, name ?? (model.Producer == "LeNet" && Names.CheckClass(model.Name) is null ? model.Name : usualName), limits);
        }
        catch (OnnxException exception)
        {
            throw new ImportException(exception.Message, exception);
        }
        catch (WireException exception)
        {
            throw new ImportException("is no ONNX model, or a damaged one", exception);
        }
    }

    /// <summary>For a model that must be whole.</summary>
    internal static ReadOnlyMemory<byte> NoFile(string name) =>
        throw new OnnxException($"the model keeps weights in the file '{OnnxNode.Shown(name)}', which is not at hand; save it as one file");

    private static byte[] ReadFile(string path)
    {
        try
        {
            using FileStream stream = RegularFile.Open(path);
            if (stream.Length > MostBytes)
            {
                throw new DataFileException(path, "is larger than a gigabyte; networks here are smaller");
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Reading(path, exception);
        }
    }

    /// <summary>A file beside the model, by a name that may not lead elsewhere.</summary>
    private static ReadOnlyMemory<byte> External(string folder, string name)
    {
        bool isPlain = name.Length > 0 && name.IndexOfAny(['/', '\\', ':', '\0']) < 0 && name is not ("." or "..");
        return isPlain
            ? ReadFile(Path.Combine(folder, name))
            : throw new OnnxException($"the model keeps weights in '{OnnxNode.Shown(name)}', which is no file beside it; save it as one file");
    }
}
