namespace LeNet.Runtime.Tests.Files;

public sealed class DataFileExceptionTests
{
    [Fact]
    public void Message_is_one_line_that_begins_with_the_path()
    {
        var error = new DataFileException("a/b", "has the name 'x\r\ny\u001b[31m'");

        Assert.Equal("a/b: has the name 'x  y [31m'", error.Message);
        Assert.Equal("a/b", error.Path);
    }
}
