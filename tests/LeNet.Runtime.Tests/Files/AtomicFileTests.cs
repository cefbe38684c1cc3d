namespace LeNet.Runtime.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_appears_on_commit_alone()
    {
        string path = _folder.File("a");
        using (var file = AtomicFile.Create(path))
        {
            file.Content.Write([1, 2, 3]);
            Assert.False(File.Exists(path));
            file.Commit();
        }

        Assert.Equal(["a"], _folder.Files);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Commit_replaces_what_was_there()
    {
        string path = _folder.Write("a", [9, 9, 9, 9]);
        using (var file = AtomicFile.Create(path))
        {
            file.Content.Write([1]);
            file.Commit();
        }

        Assert.Equal([1], File.ReadAllBytes(path));
    }

    [Fact]
    public void Without_commit_nothing_is_left_and_nothing_changed()
    {
        string path = _folder.Write("a", [9]);
        using (var file = AtomicFile.Create(path))
        {
            file.Content.Write([1, 2, 3]);
        }

        Assert.Equal(["a"], _folder.Files);
        Assert.Equal([9], File.ReadAllBytes(path));
    }

    [Fact]
    public void Missing_folder_is_an_error()
    {
        string path = _folder.File(Path.Combine("none", "a"));
        Assert.Equal(
            $"{path}: cannot be written: its folder does not exist",
            Assert.Throws<DataFileException>(() => AtomicFile.Create(path)).Message);
    }

    [Fact]
    public void File_in_place_of_the_folder_is_an_error()
    {
        string path = Path.Combine(_folder.Write("a", []), "b");
        Assert.StartsWith($"{path}: cannot be written", Assert.Throws<DataFileException>(() => AtomicFile.Create(path)).Message);
    }

    [Fact]
    public void Folder_in_place_of_the_file_is_an_error() =>
        Assert.Equal(
            $"{_folder.Path}: is a folder, so no file of that name can be written",
            Assert.Throws<DataFileException>(() => AtomicFile.Create(_folder.Path)).Message);

    [Fact]
    public void Folder_that_appears_before_the_commit_is_an_error_and_leaves_nothing()
    {
        string path = _folder.File("a");
        using (var file = AtomicFile.Create(path))
        {
            Directory.CreateDirectory(path);
            Assert.Throws<DataFileException>(file.Commit);
        }

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Folder_without_permission_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Permissions do not bind this user.");
        string folder = Directory.CreateDirectory(_folder.File("locked")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        string path = Path.Combine(folder, "a");
        Assert.Equal($"{path}: may not be written: permission denied", Assert.Throws<DataFileException>(() => AtomicFile.Create(path)).Message);
    }
}
