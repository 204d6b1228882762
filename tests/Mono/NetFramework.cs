// What the tests use of .NET 10 and .NET Framework 4.7.2 has not. Compiled for the tests on Mono alone.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace LyncResilience;

internal static class NetFramework
{
    extension(Array)
    {
        public static void Clear(Array array) => Array.Clear(array, 0, array.Length);

        public static void Fill<T>(T[] array, T value) => Array.Fill(array, value, 0, array.Length);

        public static void Fill<T>(T[] array, T value, int start, int count)
        {
            for (int i = start; i < start + count; i++)
            {
                array[i] = value;
            }
        }
    }

    extension(char)
    {
        public static bool IsAsciiLetterOrDigit(char character) => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
    }

    extension(Convert)
    {
        public static byte[] FromHexString(string text)
            => text.Length % 2 != 0 ? throw new FormatException() : [.. Enumerable.Range(0, text.Length / 2).Select(i => Convert.ToByte(text.Substring(i * 2, 2), 16))];

        public static string ToHexString(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("X2")));

        public static string ToHexStringLower(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("x2")));
    }

    extension(DateTime)
    {
        public static DateTime UnixEpoch => new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    extension(Directory)
    {
        public static DirectoryInfo CreateTempSubdirectory(string? prefix = null) => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));

        public static FileSystemInfo CreateSymbolicLink(string path, string target) 
        {
            Assert.Skip($"{path} can't be linked to {target} with .NET Framework's class library.");
            return new DirectoryInfo(path);
        }
    }

    extension(Encoding)
    {
        public static Encoding Latin1 => Encoding.GetEncoding(28591);
    }

    extension(Enum)
    {
        public static string[] GetNames<TEnum>()
            where TEnum : struct, Enum
            => Enum.GetNames(typeof(TEnum));

        public static TEnum[] GetValues<TEnum>()
            where TEnum : struct, Enum
            => (TEnum[])Enum.GetValues(typeof(TEnum));
    }

    extension(GC)
    {
        /// <summary>Not counted here: that little memory is used is shown on .NET.</summary>
        public static long GetAllocatedBytesForCurrentThread() => 0;
    }

    extension(OperatingSystem)
    {
        public static bool IsWindows() => Environment.OSVersion.Platform == PlatformID.Win32NT;
    }

    extension(Process)
    {
        public static Process Start(string file, IEnumerable<string> arguments) => Process.Start(file, string.Join(" ", arguments.Select(argument => $"\"{argument}\"")));
    }

    extension(string)
    {
        public static string Join(char separator, IEnumerable<string> parts) => string.Join(separator.ToString(), parts);
    }

    extension(string text)
    {
        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

        public string Replace(string oldValue, string? newValue, StringComparison comparison)
            => comparison == StringComparison.Ordinal ? text.Replace(oldValue, newValue) : throw new NotSupportedException($"Replace with {comparison}.");

        public string ReplaceLineEndings(string ending) => text.Replace("\r\n", "\n").Replace("\n", ending);

        public string[] Split(char separator, int count) => text.Split([separator], count);

        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);
    }

    extension<T>(IEnumerable<T> items)
    {
        public IOrderedEnumerable<T> Order() => items.OrderBy(item => item);

        public IOrderedEnumerable<T> Order(IComparer<T> comparer) => items.OrderBy(item => item, comparer);

        public IEnumerable<(T First, TSecond Second)> Zip<TSecond>(IEnumerable<TSecond> second) => items.Zip(second, (one, other) => (one, other));
    }

    extension<TKey, TValue>(KeyValuePair<TKey, TValue> pair)
    {
        public void Deconstruct(out TKey key, out TValue value) => (key, value) = (pair.Key, pair.Value);
    }

    extension(Stream stream)
    {
        public void Write(byte[] bytes) => stream.Write(bytes, 0, bytes.Length);

        public Task WriteAsync(byte[] bytes, CancellationToken cancellationToken) => stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken);

        public async Task ReadExactlyAsync(byte[] bytes, CancellationToken cancellationToken)
        {
            for (int read = 0, count; read < bytes.Length; read += count)
            {
                count = await stream.ReadAsync(bytes, read, bytes.Length - read, cancellationToken);
                if (count == 0)
                {
                    throw new EndOfStreamException();
                }
            }
        }
    }

    extension(CancellationTokenSource source)
    {
        public Task CancelAsync() => Task.Run(source.Cancel);
    }
}
