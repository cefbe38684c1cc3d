using System;
using System.Runtime.InteropServices;

[assembly: CLSCompliant(true)]
[assembly: ComVisible(false)]

/// <summary>In the way of System.Math for code that looks for it outside of its own namespace.</summary>
public static class Math
{
}
