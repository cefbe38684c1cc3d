using LeNet.Package.Tests;

[assembly: AssemblyFixture(typeof(ConsumerProjects))]
