using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LyncResilience.Validation.Reports;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports.Html;

/// <summary>The page in a real browser, from a file, as people open it.</summary>
public sealed class BrowserTests
{
    // Every element with a text of its own whose colour stands out too little from what is behind it (WCAG 2.2, 1.4.3: 4.5 to 1).
    private const string PoorContrast = """
        (function () {
          function parse(text) { return (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number); }
          function light(rgb) {
            var parts = rgb.slice(0, 3).map(function (part) { part /= 255; return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4); });
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          }
          document.querySelectorAll("details").forEach(function (details) { details.open = true; });
          return Array.from(document.body.querySelectorAll("*")).filter(function (element) {
            return !element.closest(".mark, script, title, desc") && element.getClientRects().length > 0
              && Array.from(element.childNodes).some(function (node) { return node.nodeType === 3 && node.data.trim(); });
          }).map(function (element) {
            var ground = null;
            for (var behind = element; behind && !ground; behind = behind.parentElement) {
              var colour = parse(getComputedStyle(behind).backgroundColor);
              if (colour.length < 4 || colour[3] > 0) { ground = colour; }
            }
            var style = getComputedStyle(element);
            var one = light(parse(element.namespaceURI.indexOf("svg") > 0 ? style.fill : style.color));
            var other = light(ground || [255, 255, 255]);
            var ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            return ratio < 4.5 ? element.tagName + "." + element.getAttribute("class") + " " + ratio.toFixed(2) + " " + element.textContent.slice(0, 40) : null;
          }).filter(Boolean);
        }())
        """;

    // What reaches beyond the window and stands in no box of its own that scrolls.
    private const string TooWide = """
        (function () {
          var width = document.documentElement.clientWidth;
          var found = Array.from(document.body.querySelectorAll("*")).filter(function (element) {
            return element.getBoundingClientRect().right > width + 1 && !element.parentElement.closest(".scroll");
          }).map(function (element) { return element.tagName + "." + element.getAttribute("class") + " " + element.textContent.slice(0, 40); });
          return document.documentElement.scrollWidth > width ? ["the page"].concat(found) : found;
        }())
        """;

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    public async Task The_page_loads_without_errors_fits_its_window_and_can_be_read(int width, bool isDark)
    {
        await WithPageAsync(Contents.Mixed, width, isDark, async (browser, cancellationToken) =>
        {
            Assert.Empty((await browser.EvaluateAsync(TooWide, cancellationToken))!.AsArray().Select(wide => (string?)wide));
            Assert.Empty((await browser.EvaluateAsync(PoorContrast, cancellationToken))!.AsArray().Select(poor => (string?)poor));

            // Everything is unfolded by now.
            Assert.Empty((await browser.EvaluateAsync(TooWide, cancellationToken))!.AsArray().Select(wide => (string?)wide));
        });
    }

    [Fact]
    public async Task A_table_sorts_by_keyboard_and_filters_while_one_types()
    {
        await WithPageAsync(Contents.OfChecks, 1280, isDark: false, async (browser, cancellationToken) =>
        {
            const string Table = "document.querySelector('#checks [data-table]:last-of-type')";
            const string Column = "Array.from(" + Table + ".querySelectorAll('tbody tr:not([hidden])')).map(row => row.cells[0].textContent)";
            await browser.EvaluateAsync(Table + ".querySelector('thead button').focus()", cancellationToken);
            await browser.PressAsync("Enter", 13, "\r", cancellationToken);
            string?[] ascending = [.. (await browser.EvaluateAsync(Column, cancellationToken))!.AsArray().Select(cell => (string?)cell)];
            Assert.Equal("ascending", (string?)await browser.EvaluateAsync(Table + ".querySelector('thead th').getAttribute('aria-sort')", cancellationToken));
            Assert.Equal(ascending.OrderBy(cell => cell, StringComparer.Ordinal), ascending);
            await browser.PressAsync("Enter", 13, "\r", cancellationToken);
            string?[] descending = [.. (await browser.EvaluateAsync(Column, cancellationToken))!.AsArray().Select(cell => (string?)cell)];
            Assert.Equal(ascending.Length, descending.Length);
            Assert.Equal(ascending[^1], descending[0]);

            await browser.EvaluateAsync(
                "(function () { var text = " + Table + ".querySelector('input'); text.value = 'second dns'; text.dispatchEvent(new Event('input')); }())", cancellationToken);
            string?[] filtered = [.. (await browser.EvaluateAsync(Column, cancellationToken))!.AsArray().Select(cell => (string?)cell)];
            Assert.Equal(5, filtered.Length);
            Assert.All(filtered, cell => Assert.Contains("second", cell, StringComparison.Ordinal));
            Assert.StartsWith("5 of ", (string?)await browser.EvaluateAsync(Table + ".querySelector('output').textContent", cancellationToken), StringComparison.Ordinal);

            await browser.EvaluateAsync(
                "(function () { var choice = " + Table + ".querySelector('select'); choice.value = 'Fail'; choice.dispatchEvent(new Event('change')); }())", cancellationToken);
            Assert.Single((await browser.EvaluateAsync(Column, cancellationToken))!.AsArray());
        });
    }

    private static async Task WithPageAsync(ReportContent content, int width, bool isDark, Func<Chromium, CancellationToken, Task> look)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".html");
        try
        {
            ReportWriters.WriteFile(content, ReportFormat.Html, path);
            await using Chromium browser = await Chromium.StartAsync(limit.Token);
            await browser.OpenAsync(path, width, isDark, limit.Token);
            await look(browser, limit.Token);
            Assert.Empty(browser.Errors);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
