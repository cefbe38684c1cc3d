using LeNet.Runtime;

namespace LeNet.Import.Onnx.Wire;

/// <summary>Reads what goes into a graph or comes out: its name, type and sizes.</summary>
internal static class ValueReader
{
    private const int ByteType = 2;

    /// <summary>Reads a ValueInfoProto.</summary>
    public static OnnxValue Read(WireReader value)
    {
        string name = "";
        (bool isByte, List<int>? sizes) = (false, null);
        while (value.Next())
        {
            switch (value.Field)
            {
                case 1:
                    name = value.Text();
                    break;
                case 2:
                    (isByte, sizes) = ReadType(value.Message());
                    break;
                default:
                    value.Skip();
                    break;
            }
        }

        return new OnnxValue(name, sizes, isByte);
    }

    private static (bool IsByte, List<int>? Sizes) ReadType(WireReader type)
    {
        (bool isByte, List<int>? sizes) = (false, null);
        while (type.Next())
        {
            if (type.Field != 1)
            {
                type.Skip();
                continue;
            }

            WireReader tensor = type.Message();
            while (tensor.Next())
            {
                switch (tensor.Field)
                {
                    case 1:
                        isByte = tensor.Integer() == ByteType;
                        break;
                    case 2:
                        sizes = ReadShape(tensor.Message());
                        break;
                    default:
                        tensor.Skip();
                        break;
                }
            }
        }

        return (isByte, sizes);
    }

    private static List<int> ReadShape(WireReader shape)
    {
        List<int> sizes = [];
        while (shape.Next())
        {
            if (shape.Field != 1)
            {
                shape.Skip();
                continue;
            }

            int size = 0;
            WireReader dimension = shape.Message();
            while (dimension.Next())
            {
                if (dimension.Field == 1)
                {
                    size = (int)Math.Clamp(dimension.Integer(), 0, int.MaxValue);
                }
                else
                {
                    dimension.Skip();
                }
            }

            sizes.Add(size);
        }

        return sizes;
    }
}
