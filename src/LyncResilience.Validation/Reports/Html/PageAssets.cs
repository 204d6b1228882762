using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace LyncResilience.Validation.Reports.Html;

/// <summary>The page's style and script, which the assembly carries, and the policy that lets nothing else in.</summary>
internal static class PageAssets
{
    public static string Style => Read("report.css");

    public static string Script => Read("report.js");

    /// <summary>The Content-Security-Policy: nothing is loaded, and no script or style runs but our own, known by their hashes (Content Security Policy Level 3, 2.3.1).</summary>
    public static string Policy =>
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string content)
    {
        using SHA256 hash = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(content)));
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);

        // A browser reads CR LF as LF before it hashes.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
