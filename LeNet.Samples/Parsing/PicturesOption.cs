using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Parsing;

/// <summary><c>--pictures DIR</c>, which a program that cannot draw does not have.</summary>
internal sealed class PicturesOption
{
    private readonly IPictures? _pictures = PictureSupport.Find();
    private readonly Option<string?> _folder;

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="content">What is drawn, for the help.</param>
    /// <param name="required">Whether it must be given.</param>
    public PicturesOption(Command command, string content, bool required = false)
    {
        _folder = PathOption.Folder("--pictures", $"Draw {content} into a folder, which is made if it is not there.", required);
        if (_pictures is not null)
        {
            command.Options.Add(_folder);
        }
    }

    /// <summary>Who draws, and where, or null if nothing is to be drawn. Makes the folder.</summary>
    /// <exception cref="DataFileException">It cannot be made.</exception>
    public PictureTarget? Read(ParseResult parsed)
    {
        if (_pictures is null || parsed.GetValue(_folder) is not { } folder)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw new DataFileException(folder, $"the folder cannot be made: {FileProblem.Describe(exception)}; name another one with --pictures", exception);
        }

        return new PictureTarget(_pictures, folder);
    }
}

/// <summary>Who draws, and where.</summary>
/// <param name="Pictures">Who draws.</param>
/// <param name="Folder">A folder that exists.</param>
internal sealed record PictureTarget(IPictures Pictures, string Folder);
