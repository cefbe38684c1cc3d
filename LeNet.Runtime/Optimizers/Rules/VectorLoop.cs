using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>An update that treats each parameter by itself.</summary>
internal interface IElementwiseUpdate
{
    /// <summary>Updates as many parameters as the vector has lanes, from one on.</summary>
    void At<TVector>(int i)
        where TVector : struct, IVector<TVector>;
}

/// <summary>Carries out such updates with the widest vectors that there are.</summary>
internal static class VectorLoop
{
    public static void Run<TUpdate>(scoped ref TUpdate update, int count)
        where TUpdate : struct, IElementwiseUpdate, allows ref struct
    {
        int done = Vector512.IsHardwareAccelerated ? Run<TUpdate, Lanes16>(ref update, 0, count)
            : Vector256.IsHardwareAccelerated ? Run<TUpdate, Lanes8>(ref update, 0, count)
            : Run<TUpdate, Lanes4>(ref update, 0, count);
        Run<TUpdate, Lane1>(ref update, done, count);
    }

    [MethodImpl(LaneMath.Kernel)]
    private static int Run<TUpdate, TVector>(scoped ref TUpdate update, int begin, int count)
        where TUpdate : struct, IElementwiseUpdate, allows ref struct
        where TVector : struct, IVector<TVector>
    {
        int i = begin;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            update.At<TVector>(i);
        }

        return i;
    }
}
