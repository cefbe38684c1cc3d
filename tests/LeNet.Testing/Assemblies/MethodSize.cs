using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace LeNet.Testing;

/// <summary>How much a method gives the JIT compiler to do.</summary>
/// <param name="Bytes">Bytes of IL.</param>
/// <param name="Instructions">IL instructions.</param>
/// <param name="Blocks">Basic blocks.</param>
/// <param name="Locals">Local variables in the IL; the JIT adds temporaries of its own.</param>
/// <param name="LocalReferences">Instructions that load, store or take the address of a local variable or an argument.</param>
internal sealed record MethodSize(string Name, int Bytes, int Instructions, int Blocks, int Locals, int LocalReferences)
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    public static MethodSize Of(string name, MethodBodyBlock body, int locals)
    {
        BlobReader il = body.GetILReader();
        int instructions = 0;
        int localReferences = 0;
        HashSet<int> blockStarts = [0];
        while (il.RemainingBytes > 0)
        {
            int value = il.ReadByte();
            OpCode code = OpCodesByValue[value == 0xFE ? (value << 8) | il.ReadByte() : value];
            instructions++;
            localReferences += IsLocalReference(code) ? 1 : 0;
            ReadOperand(ref il, code, blockStarts);
            if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                blockStarts.Add(il.Offset);
            }
        }

        blockStarts.Remove(il.Offset);
        return new MethodSize(name, il.Length, instructions, blockStarts.Count, locals, localReferences);
    }

    private static bool IsLocalReference(OpCode code) =>
        code.Name!.StartsWith("ldloc", StringComparison.Ordinal)
        || code.Name.StartsWith("stloc", StringComparison.Ordinal)
        || code.Name.StartsWith("ldarg", StringComparison.Ordinal)
        || code.Name.StartsWith("starg", StringComparison.Ordinal);

    private static void ReadOperand(ref BlobReader il, OpCode code, HashSet<int> blockStarts)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget:
                sbyte near = il.ReadSByte();
                blockStarts.Add(il.Offset + near);
                break;
            case OperandType.InlineBrTarget:
                int far = il.ReadInt32();
                blockStarts.Add(il.Offset + far);
                break;
            case OperandType.InlineSwitch:
                int[] targets = new int[il.ReadInt32()];
                for (int i = 0; i < targets.Length; i++)
                {
                    targets[i] = il.ReadInt32();
                }

                foreach (int target in targets)
                {
                    blockStarts.Add(il.Offset + target);
                }

                break;
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                il.ReadByte();
                break;
            case OperandType.InlineVar:
                il.ReadInt16();
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                il.ReadInt64();
                break;
            default:
                il.ReadInt32();
                break;
        }
    }
}
