using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace LyncResilience.Validation.Tests.Reports;

/// <summary>
/// The rules of the public schemas: junit-10.xsd (jenkinsci/xunit-plugin) and TestResult.xsd (nunit/nunit), which are not in this repository.
/// </summary>
public sealed class TestFormatTests
{
    private static readonly string[] s_results = ["Passed", "Warning", "Failed", "Skipped"];

    [Fact]
    public void JUnit_has_only_what_its_schema_knows_and_counts_right()
    {
        XElement root = XDocument.Parse(Contents.Write(Contents.Mixed, ReportFormat.JUnit)).Root!;

        Has(root, "testsuites", ["name", "tests", "failures", "errors", "time"], "testsuite");
        foreach (XElement suite in root.Elements())
        {
            Has(suite, "testsuite", ["name", "tests", "failures", "errors", "skipped", "time", "timestamp"], "testcase");
            Assert.All(suite.Elements(), test => Has(test, "testcase", ["name", "classname", "time"], "failure", "error", "skipped", "system-out"));
            Assert.All(suite.Elements().Elements().Where(element => element.Name != "system-out"), element => Has(element, element.Name.LocalName, ["type", "message"]));
            Assert.Equal(suite.Elements().Count(), Number(suite, "tests"));
            Assert.Equal(suite.Descendants("failure").Count(), Number(suite, "failures"));
            Assert.Equal(suite.Descendants("error").Count(), Number(suite, "errors"));
            Assert.Equal(suite.Descendants("skipped").Count(), Number(suite, "skipped"));
            Assert.Matches(@"^\d+(\.\d+)?$", suite.Attribute("time")!.Value);
            Assert.Equal(suite.Elements().Count(), suite.Elements().Select(test => test.Attribute("name")!.Value).Distinct().Count());
        }

        Assert.Equal(root.Elements().Sum(suite => Number(suite, "tests")), Number(root, "tests"));
        Assert.True(Number(root, "errors") > 0 && root.Descendants("skipped").Any());
    }

    [Fact]
    public void NUnit_has_only_what_its_schema_knows_and_counts_right()
    {
        XElement root = XDocument.Parse(Contents.Write(Contents.Mixed, ReportFormat.NUnit3)).Root!;
        string[] counts = ["total", "initiated", "passed", "failed", "warnings", "completed", "skipped", "inconclusive"];
        string[] results = ["testcasecount", "result", "start-time", "end-time", "duration", .. counts, "asserts"];

        Has(root, "test-run", ["id", "name", "fullname", .. results, "random-seed"], "filter", "test-suite");
        Assert.Equal("filter", root.Elements().First().Name);
        foreach (XElement suite in root.Descendants("test-suite"))
        {
            string[] place = suite.Attribute("type")!.Value == "TestFixture" ? ["classname"] : [];
            Has(suite, "test-suite", ["type", "id", "name", "fullname", .. place, "runstate", .. results], "test-suite", "test-case");
            XElement[] tests = [.. suite.Descendants("test-case")];
            Assert.Equal(tests.Length, Number(suite, "testcasecount"));
            Assert.Equal(
                [tests.Length, .. s_results.Select(result => tests.Count(test => test.Attribute("result")!.Value == result))],
                [Number(suite, "total"), Number(suite, "passed"), Number(suite, "warnings"), Number(suite, "failed"), Number(suite, "skipped")]);
            Assert.Equal(Number(suite, "total") - Number(suite, "skipped"), Number(suite, "completed"));
        }

        foreach (XElement test in root.Descendants("test-case"))
        {
            string[] label = test.Attribute("label") is null ? [] : ["label"];
            Has(test, "test-case", ["id", "name", "fullname", "classname", "runstate", "seed", "result", .. label, "duration", "asserts"], "failure", "reason", "output");
            Assert.Contains(test.Attribute("result")!.Value, s_results);
            Assert.Equal(test.Attribute("result")!.Value == "Failed", test.Element("failure") is not null);
        }

        string[] ids = [.. root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void A_test_keeps_its_name_when_its_result_changes()
    {
        static string NameOf(SignInPath path) => XDocument.Parse(Contents.Write(Contents.Of(path), ReportFormat.JUnit)).Descendants("testcase").Single().Attribute("name")!.Value;

        Assert.Equal(
            NameOf(new SignInPath { SipAddress = "alice@contoso.com", Registrar = Contents.Fe1 }),
            NameOf(new SignInPath { SipAddress = "alice@contoso.com", Registrar = Contents.Fe2, Status = ResultStatus.Fail }));
    }

    private static int Number(XElement element, string attribute) => int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static void Has(XElement element, string name, string[] attributes, params string[] children)
    {
        Assert.Equal(name, element.Name);
        Assert.Equal(attributes.Order(), element.Attributes().Select(attribute => attribute.Name.LocalName).Order());
        Assert.All(element.Elements(), child => Assert.Contains(child.Name.LocalName, children));
    }
}
