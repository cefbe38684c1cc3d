// What a build before this one has left here; that of this build is in its place only after the sources are listed.
namespace Strict;

public sealed partial class Net
{
    public Net()
    {
    }
}
