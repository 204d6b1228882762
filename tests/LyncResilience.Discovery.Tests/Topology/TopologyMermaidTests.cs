using System.Linq;
using System.Text.RegularExpressions;
using LyncResilience.Discovery.Json;
using LyncResilience.Discovery.Topology;
using Xunit;

namespace LyncResilience.Discovery.Tests.Topology;

public sealed class TopologyMermaidTests
{
    [Fact]
    public void Draws_sites_kinds_backups_and_next_hops()
    {
        ResilienceTopology topology = ResilienceTopology.FromJson("""
            {
              "sites": ["Empty"],
              "pools": [
                {"fqdn": "red.contoso.com", "site": "Redmond", "version": "Lync2013", "backupPool": "DUB.contoso.com"},
                {"fqdn": "dub.contoso.com", "site": "Dublin", "kind": "Standard", "backupPool": "red.contoso.com"},
                {"fqdn": "dir.contoso.com", "site": "redmond", "kind": "Director"},
                {"fqdn": "sba.contoso.com", "site": "Portland", "kind": "Sba", "backupPool": "red.contoso.com"},
                {"fqdn": "self.contoso.com", "backupPool": "self.contoso.com"},
                {"fqdn": "lost.contoso.com", "backupPool": "gone.contoso.com"}
              ],
              "edgePools": [
                {"fqdn": "edge.contoso.com", "site": "Redmond", "nextHop": "dir.contoso.com"},
                {"fqdn": "edge2.contoso.com", "nextHop": "GONE.contoso.com"}
              ]
            }
            """);

        Assert.Equal(
            """
            flowchart LR
              subgraph s1["Dublin"]
                p2("dub.contoso.com<br/>Standard, Unknown")
              end
              subgraph s2["Empty"]
              end
              subgraph s3["Portland"]
                p5(["sba.contoso.com<br/>Sba, Unknown"])
              end
              subgraph s4["Redmond"]
                p1{{"dir.contoso.com<br/>Director, Unknown"}}
                p4["red.contoso.com<br/>Enterprise, Lync2013"]
                e1[/"edge.contoso.com<br/>Edge"/]
              end
              p3["lost.contoso.com<br/>Enterprise, Unknown"]
              p6["self.contoso.com<br/>Enterprise, Unknown"]
              e2[/"edge2.contoso.com<br/>Edge"/]
              m1["gone.contoso.com<br/>not in the topology"]:::missing
              p2 <-->|backup| p4
              p3 -->|backup| m1
              p5 -->|backup| p4
              p6 -->|backup| p6
              e1 -.->|next hop| p1
              e2 -.->|next hop| m1
              classDef missing stroke:#c00,stroke-dasharray:5 5
            """.Replace("\r\n", "\n"),
            topology.ToMermaid());
    }

    [Theory]
    [InlineData("red-pool01.contoso.com", "red-pool01.contoso.com")]
    [InlineData("end", "end")]
    [InlineData("São Paulo 2", "São Paulo 2")]
    [InlineData("\"] --> x[\"", "#34;#93; #45;#45;#62; x#91;#34;")]
    [InlineData("a\r\n  end\tb", "a end b")]
    [InlineData("<script>alert(1)</script>", "#60;script#62;alert#40;1#41;#60;#47;script#62;")]
    [InlineData("#quot;", "#35;quot#59;")]
    [InlineData("&lt;", "#38;lt#59;")]
    [InlineData("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;")]
    [InlineData("`**b**`", "#96;#42;#42;b#42;#42;#96;")]
    [InlineData("1. Redmond", "1#46; Redmond")]
    [InlineData("- Redmond", "#45; Redmond")]
    [InlineData("a_b", "a#95;b")]
    [InlineData("\U0001F600", "#128512;")]
    [InlineData("a\u0000\u0007", "a#65533;#65533;")]
    [InlineData("\u202Eevil", "#8238;evil")]
    public void A_name_is_only_ever_a_label(string name, string label) => Assert.Equal(label, TopologyMermaid.Escape(name));

    [Fact]
    public void Hostile_names_leave_the_shape_of_the_drawing_as_it_is()
    {
        string[] hostile = ["\"]\nend\nclick p1 href \"javascript:alert(1)\"", "x\"]:::missing; p9 --> p8[\"y", "end", "subgraph z", "%% x", "<img src=x onerror=alert(1)>", "a|b", "}}", "\\\""];
        Regex line = new("""^(flowchart LR|  subgraph s\d+\["[^"\n]*"\]|  end|(  ){1,2}[pem]\d+(\["|\("|\{\{"|\(\["|\[/")[\p{L}\p{N} .#;,-]*<br/>[\w, ]+("\]|"\)|"\}\}|"\]\)|"/\])(:::missing)?|  [pem]\d+ (<-->\|backup\||-->\|backup\||-\.->\|next hop\|) [pm]\d+|  classDef missing [\w:#,\- ]+)$""");
        string drawing = ResilienceTopology.FromJson(JsonWriter.Write(JsonValue.Of(
            ("sites", JsonValue.Of(hostile)),
            ("pools", JsonValue.Of(hostile.Select((name, index) => JsonValue.Of(
                ("fqdn", JsonValue.Of(name)),
                ("site", JsonValue.Of(name)),
                ("kind", JsonValue.Of(((PoolKind)(index % 4)).ToString())),
                ("backupPool", JsonValue.Of(hostile[(index + 3) % 7] + (index % 2 == 0 ? "" : "!"))))))),
            ("edgePools", JsonValue.Of([JsonValue.Of(("fqdn", JsonValue.Of("e\"/]\nend")), ("nextHop", JsonValue.Of("h|\"")))]))))).ToMermaid();

        Assert.All(drawing.Split('\n'), text => Assert.Matches(line, text));
        Assert.Equal(9, drawing.Split('\n').Count(text => text == "  end"));
    }
}
