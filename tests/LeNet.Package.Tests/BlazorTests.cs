using System.Diagnostics;
using LeNet.Web.Tests.Browser;

namespace LeNet.Package.Tests;

/// <summary>A Blazor WebAssembly program in Chromium.</summary>
public sealed class BlazorTests(ConsumerProjects consumers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [LongFact]
    public async Task It_trains_to_the_same_bits_in_a_browser_where_two_threads_are_one()
    {
        Assert.SkipWhen(InstalledChromium.Path is null, InstalledChromium.WhyNot);
        MadeProject project = consumers.MakeWithPublicPackages("Page")
            .With("Page.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.BlazorWebAssembly">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <CompressionEnabled>false</CompressionEnabled>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="LeNet" Version="LENET_VERSION" />
                    <PackageReference Include="Microsoft.AspNetCore.Components.WebAssembly" Version="10.0.12" />
                  </ItemGroup>
                </Project>
                """)
            .With("wwwroot/index.html", """
                <!DOCTYPE html>
                <html>
                <head><base href="/"></head>
                <body><div id="app"></div><script src="_framework/blazor.webassembly.js"></script></body>
                </html>
                """)
            .With("Program.cs", """
                using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

                var builder = WebAssemblyHostBuilder.CreateDefault(args);
                builder.RootComponents.Add<Page.Training>("#app");
                await builder.Build().RunAsync();
                """)
            .With("Training.razor", """
                @namespace Page
                @inject Microsoft.AspNetCore.Components.NavigationManager Place
                <p>@_said</p>
                @code {
                    private string _said = "";

                    protected override async Task OnInitializedAsync()
                    {
                        try
                        {
                            _said = $"{Few.Steps.Hash(1)} {Few.Steps.Hash(2)}";
                        }
                        catch (Exception exception)
                        {
                            _said = exception.ToString();
                        }

                        await new HttpClient().GetAsync($"{Place.BaseUri}said?{Uri.EscapeDataString(_said)}");
                    }
                }
                """)
            .WithFewSteps();
        await project.Publish("published");

        using FolderServer server = new(project.PathOf("published/wwwroot"));
        string profile = project.PathOf("profile");
        using Process browser = Process.Start(project.Start(InstalledChromium.Path!, [.. InstalledChromium.Arguments, "--headless=new", "--disable-gpu", "--user-data-dir=" + profile, server.Url]))!;
        try
        {
            Assert.Equal($"{FewSteps.Hash} {FewSteps.Hash}", await server.Said.WaitAsync(Patience));
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
        }
    }
}
