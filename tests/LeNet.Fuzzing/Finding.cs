namespace LeNet.Fuzzing;

/// <summary>An input that a parser did not deal with as it should.</summary>
/// <param name="Target">The parser.</param>
/// <param name="Seed">What the input was made from.</param>
/// <param name="Input">The input.</param>
/// <param name="Problem">What went wrong.</param>
internal sealed record Finding(string Target, int Seed, byte[] Input, string Problem)
{
    /// <summary>The command that makes and tries the input again.</summary>
    public string Command => $"dotnet run --project tests/LeNet.Fuzzing -- --target {Target} --seed {Seed} --inputs 1";

    /// <summary>Writes the input to a file.</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <returns>The file.</returns>
    public string Write(string folder)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{Target}-{Seed}");
        File.WriteAllBytes(path, Input);
        return path;
    }
}
