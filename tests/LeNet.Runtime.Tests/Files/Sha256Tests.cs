using System.Security.Cryptography;
using System.Text;

namespace LeNet.Runtime.Tests.Files;

public sealed class Sha256Tests
{
    /// <summary>The examples that NIST publishes with FIPS 180.</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Gives_the_published_answers(string message, string hash)
    {
        var sha = new Sha256();
        sha.Append(Encoding.ASCII.GetBytes(message));
        Assert.Equal(hash, sha.Finish());
    }

    [Fact]
    public void Agrees_with_the_platform_at_every_length_however_it_is_cut()
    {
        byte[] message = new byte[300];
        new Random(1).NextBytes(message);
        for (int length = 0; length <= message.Length; length++)
        {
            string expected = Convert.ToHexStringLower(SHA256.HashData(message.AsSpan(0, length)));
            foreach (int piece in new[] { 1, 7, 63, 64, 65, 300 })
            {
                var sha = new Sha256();
                for (int i = 0; i < length; i += piece)
                {
                    sha.Append(message.AsSpan(i, Math.Min(piece, length - i)));
                }

                Assert.Equal(expected, sha.Finish());
            }
        }
    }
}
