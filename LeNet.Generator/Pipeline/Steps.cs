namespace LeNet.Generator.Pipeline;

/// <summary>Tracking names of the generator's steps.</summary>
internal static class Steps
{
    /// <summary>The architecture files as texts.</summary>
    public const string Texts = "Texts";

    /// <summary>The files read: an <see cref="ArchitectureFile"/> each.</summary>
    public const string Files = "Files";

    public const string RootNamespace = "RootNamespace";

    /// <summary>Which file gives which class.</summary>
    public const string Classes = "Classes";

    /// <summary>The project's version of C#.</summary>
    public const string Language = "Language";

    /// <summary>What is emitted: a <see cref="NetworkToEmit"/> each, without places in the file.</summary>
    public const string Networks = "Networks";

    /// <summary>Whether the project has a network and compiles it without optimisation.</summary>
    public const string Unoptimized = "Unoptimized";

    /// <summary>Whether the project has a network that its C# is too old for.</summary>
    public const string OldLanguage = "OldLanguage";

    /// <summary>What is reported, with places in the file.</summary>
    public const string Diagnostics = "Diagnostics";
}
