namespace LyncResilience.Lab.Traces;

/// <summary>In which product's form a laboratory writes its traffic.</summary>
public enum LabTraceFormat
{
    /// <summary>The SIPStack text of the Lync Server 2010 Logging Tool: processor number in the bracket, <c>$$begin_record</c> glued to the line.</summary>
    Server2010,

    /// <summary>The SIPStack text of the Centralized Logging Service: machine and pool in the bracket, a correlation number.</summary>
    ServerCls,

    /// <summary>The client's <c>.uccapilog</c>, with both ends of every packet.</summary>
    Client,
}
