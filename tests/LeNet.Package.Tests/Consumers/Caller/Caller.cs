namespace Caller;

public static class Networks
{
    public static LeNet.Runtime.Network Create() => new Slow.SlowNet();
}
