using System;
using System.Linq;
using LyncResilience.Discovery.SignIn;
using Xunit;
using static LyncResilience.Discovery.Tests.SignIn.ScriptedWorld;

namespace LyncResilience.Discovery.Tests.SignIn;

/// <summary>What a registrar's answer leads to: where the client goes from there, what it keeps of it, and whom it gives its credentials.</summary>
public class SignInAnswerTests
{
    private const string Srv = "_sipinternaltls._tcp.contoso.com";
    private const string Fe1 = "fe1.contoso.com";
    private const string Fe2 = "fe2.contoso.com";
    private const string Director = "director.contoso.com";

    [Fact]
    public void A_client_that_reaches_its_home_pool_directly_is_told_no_backup()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Full).Run(Fresh);

        Assert.Equal((SignInMode.Full, CandidateOrigin.Srv, 0), (result.Mode, result.Origin, result.RedirectCount));
        Assert.Equal((Fe1, Fe1, null, Fe1), (result.Registrar!.Host, result.Primary!.Host, result.Backup, result.CacheEntry!.Host));
        Assert.Equal(
            [$"Srv {Fe1} Ok", $"Connect {Fe1} Ok", $"Tls {Fe1} Ok", $"Register {Fe1} Challenged", $"Register {Fe1} Registered"],
            Hops(result));
        Assert.Equal([1, 2, 3, 4, 5], result.Hops.Select(hop => hop.Order));
    }

    [Fact]
    public void A_client_that_meets_another_pool_first_is_told_primary_and_backup_and_caches_the_primary_only()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1)
            .Registrar(Fe1, Redirect(Fe2, Fe1)).Registrar(Fe2, Full).Run(Fresh);

        Assert.Equal((SignInMode.Full, Fe1, Fe2, 1), (result.Mode, result.FirstHop, result.Registrar!.Host, result.RedirectCount));
        Assert.Equal((Fe2, Fe1, Fe2), (result.Primary!.Host, result.Backup!.Host, result.CacheEntry!.Host));
        Assert.Equal(
            [
                $"Srv {Fe1} Ok", $"Connect {Fe1} Ok", $"Tls {Fe1} Ok", $"Register {Fe1} Challenged", $"Redirect {Fe1} Redirected",
                $"Connect {Fe2} Ok", $"Tls {Fe2} Ok", $"Register {Fe2} Challenged", $"Register {Fe2} Registered",
            ],
            Hops(result));
    }

    [Fact]
    public void A_backup_that_redirects_to_the_silent_home_pool_ends_the_round()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 10).Dead(Fe1)
            .Registrar(Fe2, Redirect(Fe1, Fe2)).Run(Fresh);

        Assert.Equal((SignInMode.None, Fe1, Fe2), (result.Mode, result.Primary!.Host, result.Backup!.Host));
        Assert.Null(result.CacheEntry);
        Assert.Equal([$"Redirect {Fe1} Skipped", $"Redirect {Fe2} Skipped"], Hops(result).Where(hop => hop.EndsWith("Skipped")).Where(hop => hop.StartsWith("Redirect")));
    }

    [Fact]
    public void After_a_redirect_the_backup_is_tried_when_the_primary_is_dead()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Director).Registrar(Director, Redirect(Fe1, Fe2)).Dead(Fe1)
            .Registrar(Fe2, Survivable).Run(Fresh);
        Assert.Equal((SignInMode.Limited, Fe2, Fe1), (result.Mode, result.Registrar!.Host, result.CacheEntry!.Host));
    }

    [Fact]
    public void A_told_client_that_dials_its_backup_keeps_its_primary_in_the_cache()
    {
        SignInResult result = new ScriptedWorld().Dead(Fe1).Registrar(Fe2, Survivable)
            .Run(Fresh with { LostServer = new(Fe1), KnownPrimary = new(Fe1), KnownBackup = new(Fe2) });
        Assert.Equal((SignInMode.Limited, CandidateOrigin.KnownBackup, Fe1), (result.Mode, result.Origin, result.CacheEntry!.Host));
    }

    [Fact]
    public void Contacts_are_followed_by_decreasing_q_whatever_their_order()
    {
        RegistrarAnswer redirect = Redirect(Fe1, Fe2);
        SignInResult result = new ScriptedWorld().Srv(Srv, Director)
            .Registrar(Director, redirect with { Contacts = [.. redirect.Contacts.Reverse()] }).Registrar(Fe1, Full).Run(Fresh);
        Assert.Equal((Fe1, Fe2), (result.Registrar!.Host, result.Backup!.Host));
    }

    [Fact]
    public void A_redirect_to_an_address_must_prove_the_name_of_the_pool()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect("192.0.2.9")).Registrar("192.0.2.9", Full);
        SignInResult result = world.Run(Fresh);
        Assert.Equal((SignInMode.Full, Fe1, null), (result.Mode, result.Registrar!.Host, result.Backup));
        Assert.Equal(Fe1, world.Asked.OfType<SignInAction.NegotiateTls>().Last().Name);
    }

    [Fact]
    public void A_handover_within_the_home_pool_does_not_make_the_client_forget_its_backup()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect(Fe2, Fe1))
            .Registrar(Fe2, Redirect("192.0.2.9")).Registrar("192.0.2.9", Full).Run(Fresh);
        Assert.Equal((2, Fe2, Fe1, Fe2), (result.RedirectCount, result.Primary!.Host, result.Backup!.Host, result.Registrar!.Host));
    }

    [Fact]
    public void A_redirect_that_is_not_followed_is_not_remembered()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1)
            .Registrar(Fe1, Redirect("trap.fabrikam.com", Fe2)).Registrar(Fe2, Full).Run(Fresh);
        Assert.Equal((Fe2, Fe2), (result.Primary!.Host, result.CacheEntry!.Host));
    }

    [Fact]
    public void A_redirect_that_names_nobody_is_refused()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect()).Run(Fresh);
        Assert.Contains($"Redirect {Fe1} Rejected", Hops(result));
    }

    [Fact]
    public void Without_credentials_the_walk_ends_at_the_challenge()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Full).Run(Fresh with { HasCredentials = false });
        Assert.Equal((SignInMode.Unauthenticated, Fe1, null), (result.Mode, result.FirstHop, result.Registrar));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void A_refusal_of_the_user_is_final(int status)
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, Reject(status)).Registrar(Fe2, Full);
        SignInResult result = world.Run(Fresh);
        Assert.Equal(SignInMode.None, result.Mode);
        Assert.DoesNotContain(result.Hops, hop => hop.Target == Fe2 && hop.Stage == SignInStage.Connect);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(480)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_server_in_trouble_leads_to_the_next_target(int status)
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1)
            .Registrar(Fe1, Reject(status)).Registrar(Fe2, Full).Run(Fresh);
        Assert.Equal((SignInMode.Full, Fe2), (result.Mode, result.Registrar!.Host));
    }

    [Fact]
    public void A_wrong_certificate_name_leads_to_the_next_target_without_a_register()
    {
        var world = new ScriptedWorld().Srv(Srv, Fe1).Srv(Srv, Fe2, priority: 1).Registrar(Fe1, Full).WrongCertificate(Fe1).Registrar(Fe2, Full);
        SignInResult result = world.Run(Fresh);
        Assert.Contains($"Tls {Fe1} NameMismatch", Hops(result));
        Assert.DoesNotContain(result.Hops, hop => hop.Target == Fe1 && hop.Stage == SignInStage.Register);
    }

    [Fact]
    public void Registrars_that_redirect_in_a_circle_are_left_when_every_host_was_tried()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1)
            .Registrar(Fe1, Redirect(Fe2)).Registrar(Fe2, Redirect(Fe1)).Run(Fresh);
        Assert.Equal((SignInMode.None, 2), (result.Mode, result.RedirectCount));
    }

    [Fact]
    public void More_than_five_redirects_end_the_round()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe0.contoso.com").Srv(Srv, "other.contoso.com", priority: 1).Registrar("other.contoso.com", Full);
        for (int i = 0; i < 10; i++)
        {
            world.Registrar($"fe{i}.contoso.com", Redirect($"fe{i + 1}.contoso.com"));
        }

        SignInResult result = world.Run(Fresh);
        Assert.Equal((SignInMode.None, 6), (result.Mode, result.RedirectCount));
        Assert.Equal("Redirect fe5.contoso.com Rejected", Hops(result).Last());
    }

    [Fact]
    public void A_redirect_out_of_the_domain_is_not_followed()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect("trap.fabrikam.com")).Registrar("trap.fabrikam.com", Full).Run(Fresh);
        Assert.Equal("Redirect trap.fabrikam.com NameMismatch", Hops(result).Last(hop => !hop.StartsWith("Srv") && !hop.StartsWith("Host")));
        Assert.DoesNotContain(result.Hops, hop => hop.Target == "trap.fabrikam.com" && hop.Stage == SignInStage.Connect);
    }

    [Fact]
    public void A_redirect_into_a_trusted_domain_is_followed()
    {
        SignInResult result = new ScriptedWorld().Srv(Srv, Fe1).Registrar(Fe1, Redirect("pool.fabrikam.com")).Registrar("pool.fabrikam.com", Full)
            .Run(Fresh with { TrustedDomains = ["fabrikam.com"] });
        Assert.Equal("pool.fabrikam.com", result.Registrar!.Host);
    }

    [Fact]
    public void Credentials_are_withheld_from_a_target_in_a_foreign_domain()
    {
        var world = new ScriptedWorld().Srv(Srv, "fe.fabrikam.com").Registrar("fe.fabrikam.com", Full);
        SignInResult result = world.Run(Fresh);
        Assert.Equal(SignInMode.Unauthenticated, result.Mode);
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void Credentials_are_withheld_from_an_unencrypted_connection()
    {
        var world = new ScriptedWorld().Srv("_sipinternal._tcp.contoso.com", Fe1, port: 5060).Registrar(Fe1, Full);
        SignInResult result = world.Run(Fresh with { AllowTcp = true });
        Assert.Equal(SignInMode.Unauthenticated, result.Mode);
        Assert.DoesNotContain(world.Asked, action => action is SignInAction.SendRegister { WithCredentials: true });
    }

    [Fact]
    public void An_answer_to_another_question_is_refused()
    {
        var machine = new SignInMachine(Fresh, _ => 0);
        Assert.Throws<InvalidOperationException>(() => machine.Tell(Full));
    }
}
