using LeNet.Samples.Data.Folders;
using LeNet.Samples.Data.Numpy;
using LeNet.Samples.Data.Tables;

namespace LeNet.Samples.Data.Formats;

/// <content>The formats that the native executable is built without.</content>
internal static partial class DataFormats
{
    static partial void AddOthers(List<IDataFormat> formats) => formats.AddRange([new NpzFormat(), new CsvFormat(), new ClassFoldersFormat()]);
}
