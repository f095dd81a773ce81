using System.Reflection;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>What happens at a call of the store.</summary>
internal enum CallFate
{
    Works,

    /// <summary>The store refuses: a full disk, a locked database.</summary>
    Refused,

    /// <summary>The process dies; nothing was written.</summary>
    DiesBefore,

    /// <summary>The process dies; everything was written and nobody hears of it.</summary>
    DiesAfter,
}

/// <summary>
/// A store as a process that may die sees it. A call is over when it returns, so that one thread does everything in one order; a dead process's calls do nothing and never end,
/// so that it does nothing more either.
/// </summary>
#pragma warning disable CA1852 // The framework derives from it.
internal class Mortal<T> : DispatchProxy
#pragma warning restore CA1852
    where T : class
{
    private T _inner = null!;
    private Func<string, CallFate> _fate = null!;
    private Func<bool> _dead = null!;

    public static T Of(T inner, Func<string, CallFate> fate, Func<bool> dead)
    {
        var mortal = Create<T, Mortal<T>>();
        ((Mortal<T>)(object)mortal)._inner = inner;
        ((Mortal<T>)(object)mortal)._fate = fate;
        ((Mortal<T>)(object)mortal)._dead = dead;
        return mortal;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_dead())
            return NeverEnding(targetMethod!.ReturnType);
        var fate = _fate(targetMethod!.Name);
        if (fate == CallFate.DiesBefore)
            return NeverEnding(targetMethod.ReturnType);
        if (fate == CallFate.Refused)
            throw new StoreUnavailableException("The disk is full.", TimeSpan.FromSeconds(10));
        var task = (Task)targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null)!;
        Task.WaitAny(task);
        return fate == CallFate.DiesAfter ? NeverEnding(targetMethod.ReturnType) : task;
    }

    // One for each call: a shared one would keep every dead process in memory.
    private static Task NeverEnding(Type type)
    {
        var source = Activator.CreateInstance(typeof(TaskCompletionSource<>).MakeGenericType(type.IsGenericType ? type.GetGenericArguments()[0] : typeof(bool)))!;
        return (Task)source.GetType().GetProperty("Task")!.GetValue(source)!;
    }
}
