using System.Net.Sockets;
using System.Threading.Tasks;
using LyncResilience.Lab.Scenarios;
using Xunit;

namespace LyncResilience.Lab.Tests;

public class StopTests
{
    // What went wrong here once was memory corruption, which ends the whole test process: no assertion is needed, only the rounds.
    [Fact]
    public async Task A_lab_can_be_stopped_while_handshakes_begin()
    {
        for (int round = 0; round < 50; round++)
        {
            using Laboratory lab = await Laboratory.StartAsync(LabScenarios.Get("shudlab"), new LabOptions(), TestContext.Current.CancellationToken);
            foreach (LabPool pool in lab.Pools)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(pool.Address, pool.Port, TestContext.Current.CancellationToken);
            }
        }
    }
}
