using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Tests.Files;

/// <summary>A run has a folder of its own, which never holds half a file.</summary>
public sealed class RunFolderTests
{
    private static readonly DateTime Time = new(2026, 2, 3, 4, 5, 6);

    [Fact]
    public void A_new_folder_is_named_after_the_time()
    {
        using var temp = new TempFolder();

        using RunFolder folder = RunFolder.Create(temp["runs"], Time);

        Assert.Equal(temp["runs", "20260203-040506"], folder.Path);
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void Runs_that_begin_at_the_same_moment_get_folders_of_their_own()
    {
        using var temp = new TempFolder();
        var folders = new RunFolder[8];

        Parallel.For(0, folders.Length, i => folders[i] = RunFolder.Create(temp["runs"], Time));

        Assert.Equal(folders.Length, folders.Select(folder => folder.Path).Distinct().Count());
        Array.ForEach(folders, folder => folder.Dispose());
    }

    [Fact]
    public void An_earlier_run_is_left_alone()
    {
        using var temp = new TempFolder();
        using (RunFolder earlier = RunFolder.Create(temp["runs"], Time))
        {
            earlier.AddMetrics("{}"u8);
        }

        using RunFolder later = RunFolder.Create(temp["runs"], Time);

        Assert.Equal(temp["runs", "20260203-040506-2"], later.Path);
    }

    [Fact]
    public void Metrics_grow_by_lines_and_nothing_else_stays_behind()
    {
        using var temp = new TempFolder();
        using (RunFolder folder = RunFolder.Open(temp["a", "b"]))
        {
            folder.AddMetrics("{\"epoch\":1}"u8);
            Assert.Equal("{\"epoch\":1}\n", File.ReadAllText(folder.MetricsPath));
            folder.AddMetrics("{\"epoch\":2}"u8);
        }

        Assert.Equal("{\"epoch\":1}\n{\"epoch\":2}\n", File.ReadAllText(temp["a", "b", "metrics.jsonl"]));
        Assert.Equal(["a", "a/b", "a/b/metrics.jsonl"], temp.Entries());
    }

    [Fact]
    public void A_run_into_an_older_folder_replaces_its_metrics_only_when_it_has_some()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["metrics.jsonl"], "old\n");

        using RunFolder folder = RunFolder.Open(temp.Path);
        Assert.Equal("old\n", File.ReadAllText(temp["metrics.jsonl"]));
        folder.AddMetrics("new"u8);

        Assert.Equal("new\n", File.ReadAllText(temp["metrics.jsonl"]));
    }

    [Fact]
    public void An_empty_folder_disappears_with_those_made_for_it()
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["there"]);

        RunFolder.Open(temp["there", "x", "y"]).Dispose();
        RunFolder.Create(temp["runs"], Time).Dispose();

        Assert.Equal(["there"], temp.Entries());
    }

    [Fact]
    public void A_folder_that_was_there_stays()
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["there"]);

        RunFolder.Open(temp["there"]).Dispose();

        Assert.Equal(["there"], temp.Entries());
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/sub/folder")]
    public void A_file_in_the_way_is_named(string path)
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp["file"], "");

        var exception = Assert.Throws<DataFileException>(() => RunFolder.Open(temp[path]));

        Assert.Equal($"{temp[path]}: the folder cannot be made, as {temp["file"]} is a file; name another one with --out", exception.Message);
        Assert.Equal(["file"], temp.Entries());
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("metrics.jsonl")]
    public void A_folder_where_a_file_must_go_is_named_before_the_run(string name)
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp["run", name]);

        var exception = Assert.Throws<DataFileException>(() => RunFolder.Open(temp["run"]));

        Assert.StartsWith($"{temp["run", name]}: is a folder", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["run", "run/" + name], temp.Entries());
    }

    [Fact]
    public void A_path_that_is_too_long_is_one_clear_line()
    {
        using var temp = new TempFolder();

        var exception = Assert.Throws<DataFileException>(() => RunFolder.Open(temp[new string('x', 5000)]));

        Assert.Contains("--out", exception.Message, StringComparison.Ordinal);
        Assert.Empty(temp.Entries());
    }
}
