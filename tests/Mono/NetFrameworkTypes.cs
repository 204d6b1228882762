// Types that the compiler or the tests look for by these names.

namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;

        public static implicit operator Index(int value) => new(value);
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start => start;

        public Index End => end;

        public static Range StartAt(Index start) => new(start, new Index(0, fromEnd: true));

        public static Range EndAt(Index end) => new(0, end);
    }
}

namespace System.Runtime.CompilerServices
{
    internal static class RuntimeHelpers
    {
        private static readonly Action<Array, RuntimeFieldHandle> s_initialize = (Action<Array, RuntimeFieldHandle>)typeof(object).Assembly
            .GetType("System.Runtime.CompilerServices.RuntimeHelpers")!.GetMethod("InitializeArray")!.CreateDelegate(typeof(Action<Array, RuntimeFieldHandle>));

        /// <summary>The compiler looks for all of this class in one place.</summary>
        public static void InitializeArray(Array array, RuntimeFieldHandle values) => s_initialize(array, values);

        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            int start = range.Start.GetOffset(array.Length);
            T[] part = new T[range.End.GetOffset(array.Length) - start];
            Array.Copy(array, start, part, 0, part.Length);
            return part;
        }
    }
}

namespace System.Threading.Tasks
{
    internal sealed class TaskCompletionSource(TaskCreationOptions options)
    {
        private readonly TaskCompletionSource<bool> _source = new(options);

        public Task Task => _source.Task;

        public bool TrySetResult() => _source.TrySetResult(true);
    }
}
