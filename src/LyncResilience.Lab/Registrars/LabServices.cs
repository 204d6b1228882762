using System;
using System.Security.Cryptography;
using LyncResilience.Lab.Certificates;
using LyncResilience.Lab.Journal;
using LyncResilience.Lab.Traces;

namespace LyncResilience.Lab.Registrars;

/// <summary>What all registrars of a laboratory share.</summary>
/// <param name="Authority">Makes their certificates.</param>
/// <param name="Journal">Takes down what they see.</param>
/// <param name="Clock">Their time.</param>
/// <param name="Random">Their source of randomness; safe for several threads.</param>
/// <param name="IsHomedOnBranch">Whether a user's home is a branch appliance.</param>
/// <param name="MayMoveHome">Whether a user's backup registrar may send the user home.</param>
/// <param name="Trace">Keeps their messages; null to keep none.</param>
internal sealed record LabServices(
    LabCertificateAuthority Authority, LabJournal Journal, LabClock Clock, RandomNumberGenerator Random, Func<string, bool> IsHomedOnBranch,
    Func<string, bool> MayMoveHome, LabTraceRecorder? Trace);
