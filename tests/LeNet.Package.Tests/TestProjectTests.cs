namespace LeNet.Package.Tests;

/// <summary>A project of tests with a network of its own.</summary>
public sealed class TestProjectTests(ConsumerProjects consumers)
{
    [LongFact]
    public async Task Its_tests_use_the_network()
    {
        MadeProject project = consumers.MakeWithPublicPackages("Checks")
            .WithProject("""<PropertyGroup><UseAppHost>true</UseAppHost></PropertyGroup><ItemGroup><PackageReference Include="xunit.v3.mtp-v2" Version="4.0.2" /></ItemGroup>""")
            .With("Checks.cs", """
                public sealed class NetworkTests
                {
                    [Xunit.Fact]
                    public void It_predicts() => Xunit.Assert.InRange(new Checks.Net().Predict(new byte[16], new float[3]), 0, 2);
                }
                """)
            .WithNetwork("net.arch.json", "Net");
        DotNetResult result = await project.Run("run", "-v:minimal");
        MadeProject.SkipWithoutPackages(result);
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Matches("total: 1|Total: 1", result.Output);
    }
}
