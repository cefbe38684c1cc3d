using LeNet.Generator.Emission;
using LeNet.Generator.Pipeline;
using LeNet.Generator.Shapes;
using LeNet.Runtime;
using Xunit.Sdk;

namespace LeNet.Testing;

/// <summary>Turns architecture files into networks that run, in memory.</summary>
internal static class NetworkCompiler
{
    /// <summary>Compiles one or more files with one run of the compiler; fails the test with the diagnostics if there are any.</summary>
    public static CompiledNetworks Compile(params IEnumerable<string> architectures)
    {
        var host = new GeneratorDriverHost();
        var shapes = new List<ShapedNetwork>();
        foreach (string text in architectures)
        {
            string path = $"/project/{shapes.Count}.arch.json";
            host.WithFile(path, text);
            shapes.Add(Shape(text, path));
        }

        return new CompiledNetworks(host.Generate(), shapes);
    }

    /// <summary>Compiles one file for some vector widths alone: each takes as long as another.</summary>
    /// <param name="architecture">The architecture file.</param>
    /// <param name="widths">The widths in bits, the widest first.</param>
    public static CompiledNetworks Compile(string architecture, IReadOnlyList<int> widths)
    {
        ShapedNetwork shape = Shape(architecture);
        var host = new GeneratorDriverHost();
        foreach ((string name, string source) in NetworkEmitter.Emit(shape, "Tests", "0.arch.json", target => widths.Contains(target.Bits)))
        {
            host.WithSource(source, name);
        }

        return new CompiledNetworks(host.Generate(), [shape], widths);
    }

    /// <summary>Compiles one file and makes its network.</summary>
    public static Network Create(string architecture)
    {
        CompiledNetworks compiled = Compile(architecture);
        return compiled.Create(compiled.Names.Single());
    }

    /// <summary>Compiles the code that is generated for a file after a change of it, as a wrong generator would emit it.</summary>
    /// <param name="architecture">The architecture file.</param>
    /// <param name="change">Changes the text of a generated file.</param>
    public static Network CreateAltered(string architecture, Func<string, string> change)
    {
        GeneratedProject project = new GeneratorDriverHost().WithFile("/project/0.arch.json", architecture).Generate();
        var altered = new GeneratorDriverHost();
        bool isAltered = false;
        foreach ((string name, string text) in project.Sources)
        {
            string changed = change(text);
            isAltered |= changed != text;
            altered.WithSource(changed, name);
        }

        if (!isAltered)
        {
            throw new XunitException("the change finds nothing to change in the generated code");
        }

        ShapedNetwork shape = Shape(architecture);
        return new CompiledNetworks(altered.Generate(), [shape]).Create(shape.Name);
    }

    /// <summary>What the generator understands of a file; fails the test if the file has an error.</summary>
    public static ShapedNetwork Shape(string architecture, string path = "/project/0.arch.json")
    {
        ArchitectureFile file = ArchitectureFile.Read(new MemoryAdditionalText(path, architecture), CancellationToken.None);
        return file.Network ?? throw new XunitException(
            string.Join(Environment.NewLine, file.Diagnostics.Select(diagnostic => diagnostic.ToDiagnostic().ToString()).Append(architecture)));
    }
}
