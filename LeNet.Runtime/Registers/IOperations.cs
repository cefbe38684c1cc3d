namespace LeNet.Runtime.Registers;

/// <summary>What becomes of an accumulator when it is stored: an activation.</summary>
public interface IActivation<TVector>
{
    /// <summary>y of z.</summary>
    static abstract TVector Apply(TVector z);
}

/// <summary>What becomes of a gradient when it is stored: it is multiplied by the derivative of the layer before.</summary>
public interface IDerivative<TVector>
{
    /// <summary>g times the derivative where the function's value is y.</summary>
    static abstract TVector Apply(TVector y, TVector g);
}
