using System.Reflection;
using System.Runtime.CompilerServices;
using AppCrueNotify.Problems;
using Microsoft.AspNetCore.Http;

namespace AppCrueNotify.Tests.Conventions;

/// <summary>Habits that the compiler does not keep.</summary>
public sealed class CodeTests
{
    // Their signatures are not ours: the framework's interfaces, and handlers that take the request's own token.
    private static readonly string[] WithoutToken = ["DisposeAsync", "ExecuteAsync", "Main", "<Main>$"];

    private static readonly Type[] FromTheRequest = [typeof(HttpContext), typeof(Microsoft.AspNetCore.Diagnostics.StatusCodeContext)];

    // Reasons: the command line is the program itself; a dispatcher's loops end by the tokens of their service.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["CommandLine.RunAsync"] = "the program itself: signals end it",
        ["DemoCommand.PrintAsync"] = "writes a few lines to standard output",
        ["SiteFilter.InvokeAsync"] = "the framework's signature; the request has its own token",
        ["AccountClaims.CreateAsync"] = "the framework's signature",
        ["AccountClaims.ValidateAsync"] = "the framework's event; the request has its own token",
        ["OpenIdLogin.ArriveAsync"] = "the framework's event; the request has its own token",
        ["Progress.ShowAsync"] = "what it shows has its own token",
        ["ReplayCommand.PrintAsync"] = "writes a few lines to standard output",
        ["StatusCommand.PrintAsync"] = "writes a few lines to standard output",
        ["TraceCommand.PrintAsync"] = "writes a few lines to standard output",
        ["DispatchService.LoopAsync"] = "ends by the service's own token",
        ["DispatchService.SuperviseAsync"] = "ends by the service's own token",
        ["DispatchService.RunSiteAsync"] = "ends by the service's own tokens",
    };

    private static readonly Assembly[] Ours = [typeof(Messages.Message).Assembly, typeof(TwinPush.TwinPushClient).Assembly, typeof(TwinPush.Simulator.TwinPushSimulator).Assembly];

    private static IEnumerable<MethodInfo> Methods =>
        from assembly in Ours
        from type in assembly.GetTypes()
        where type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<', StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
        where !method.Name.Contains('<', StringComparison.Ordinal) || method.Name == "<Main>$"
        select method;

    [Fact]
    public void Nothing_is_async_void() =>
        Assert.Empty(Methods.Where(m => m.ReturnType == typeof(void) && m.GetCustomAttribute<AsyncStateMachineAttribute>() is not null).Select(Name));

    [Fact]
    public void Every_async_method_ends_in_a_token()
    {
        var without = Methods
            .Where(m => IsTask(m.ReturnType) && (m.Name.EndsWith("Async", StringComparison.Ordinal) || m.GetCustomAttribute<AsyncStateMachineAttribute>() is not null))
            .Where(m => m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            // What overrides a method of the framework has the framework's parameters.
            .Where(m => m.GetBaseDefinition().DeclaringType!.Assembly == m.DeclaringType!.Assembly)
            .Where(m => !WithoutToken.Contains(m.Name) && !m.GetParameters().Any(p => FromTheRequest.Contains(p.ParameterType)))
            .Select(Name).Distinct().ToList();
        Assert.True(!without.Except(Allowed.Keys).Any(), string.Join(", ", without.Except(Allowed.Keys)));
        Assert.Empty(Allowed.Keys.Except(without));
    }

    [Fact]
    public void Codes_of_problems_are_unique_and_stable_words()
    {
        Assert.Equal(Problem.All.Count, Problem.All.Select(p => p.Code).Distinct().Count());
        Assert.All(Problem.All, p => Assert.Matches("^[a-z]+(-[a-z]+)*$", p.Code));
        Assert.Equal(typeof(Problem).GetProperties(BindingFlags.Public | BindingFlags.Static).Count(p => p.PropertyType == typeof(Problem)), Problem.All.Count);
    }

    [Fact]
    public void Numbers_of_log_lines_are_unique()
    {
        var numbers = Ours.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Select(m => (Method: m, Attribute: m.GetCustomAttribute<Microsoft.Extensions.Logging.LoggerMessageAttribute>())).Where(m => m.Attribute is not null).ToList();
        Assert.NotEmpty(numbers);
        Assert.Empty(numbers.GroupBy(m => m.Attribute!.EventId).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(m => Name(m.Method)))}"));
    }

    // Razor makes its components public.
    [Fact]
    public void Everything_of_the_gateway_is_internal() =>
        Assert.Empty(Ours[0].GetExportedTypes().Where(t => t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && t.Namespace?.StartsWith("AppCrueNotify", StringComparison.Ordinal) == true && !t.IsNested && !t.IsAssignableTo(typeof(Microsoft.AspNetCore.Components.ComponentBase))).Select(t => t.FullName));

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}";
}
