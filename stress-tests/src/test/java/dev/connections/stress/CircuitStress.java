package dev.connections.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.connections.monitoring.CircuitState;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/**
 * Tickets of a circuit with one probe: none too many, none lost, and none that outlives its era.
 */
public class CircuitStress {

  /** Two come at the moment when an open circuit may be tried. */
  @JCStressTest
  @Outcome(
      id = {"true, false, HALF_OPEN", "false, true, HALF_OPEN"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "two probes, or none")
  @State
  public static class OneOfTwoIsTheProbe {
    private final StressCircuit circuit = StressCircuit.openAndDue();

    @Actor
    public void one(ZZL_Result result) {
      result.r1 = circuit.admits();
    }

    @Actor
    public void other(ZZL_Result result) {
      result.r2 = circuit.admits();
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r3 = circuit.state();
    }
  }

  /** A call from before it opened succeeds while the probe fails. */
  @JCStressTest
  @Outcome(id = "OPEN", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "the late success closed it")
  @State
  public static class ALateSuccessClosesNothing {
    private final StressCircuit circuit = StressCircuit.openAndDue();
    private final long probe = circuit.acquire();

    @Actor
    public void late() {
      circuit.succeeds(circuit.ticketFromBefore());
    }

    @Actor
    public void probe() {
      circuit.fails(probe);
    }

    @Arbiter
    public void end(L_Result result) {
      result.r1 = circuit.state();
    }
  }

  /** A call from before it opened is released while two want to be the probe. */
  @JCStressTest
  @Outcome(
      id = {"true, false, HALF_OPEN", "false, true, HALF_OPEN"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "the late release made a second probe")
  @State
  public static class ALateReleaseMakesNoSecondProbe {
    private final StressCircuit circuit = StressCircuit.openAndDue();

    @Actor
    public void one(ZZL_Result result) {
      result.r1 = circuit.admits();
      circuit.releases(circuit.ticketFromBefore());
    }

    @Actor
    public void other(ZZL_Result result) {
      circuit.releases(circuit.ticketFromBefore());
      result.r2 = circuit.admits();
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r3 = circuit.state();
    }
  }

  /** The probe is given up while another one asks for its place. */
  @JCStressTest
  @Outcome(
      id = {"true, false, HALF_OPEN", "false, true, HALF_OPEN"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "its place is lost, or there twice")
  @State
  public static class ThePlaceOfAReleasedProbeIsFreeOnce {
    private final StressCircuit circuit = StressCircuit.openAndDue();
    private final long probe = circuit.acquire();

    @Actor
    public void releases() {
      circuit.releases(probe);
    }

    @Actor
    public void comes(ZZL_Result result) {
      result.r1 = circuit.admits();
    }

    @Arbiter
    public void end(ZZL_Result result) {
      result.r2 = circuit.admits();
      result.r3 = circuit.state();
    }
  }

  /** An operator isolates it while the probe succeeds. */
  @JCStressTest
  @Outcome(id = "ISOLATED", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a probe undid what a person wanted")
  @State
  public static class AProbeDoesNotEndAnIsolation {
    private final StressCircuit circuit = StressCircuit.openAndDue();
    private final long probe = circuit.acquire();

    @Actor
    public void probe() {
      circuit.succeeds(probe);
    }

    @Actor
    public void operator() {
      circuit.isolate();
    }

    @Arbiter
    public void end(L_Result result) {
      CircuitState state = circuit.state();
      result.r1 = state;
    }
  }

  /** A success is kept back from the window while a failure comes and somebody looks. */
  @JCStressTest
  @Outcome(id = "circuit CLOSED \\(1 of 3 failed\\)", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a result was lost or counted twice")
  @State
  public static class ASuccessThatIsKeptBackIsCountedOnce {
    private final StressCircuit circuit = StressCircuit.closed(100);

    @Actor
    public void succeeds() {
      circuit.succeeds(circuit.acquire());
      circuit.succeedsLater(circuit.acquire(), Duration.ofSeconds(1));
    }

    @Actor
    public void failsAndLooks() {
      circuit.fails(circuit.acquire());
      circuit.counted();
    }

    @Arbiter
    public void end(L_Result result) {
      result.r1 = circuit.counted();
    }
  }

  /** The second of two results decides, whichever it is: half of them failed. */
  @JCStressTest
  @Outcome(id = "OPEN", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a success was kept back from the failure beside it")
  @State
  public static class NoSuccessIsKeptBackFromAFailure {
    private final StressCircuit circuit = StressCircuit.closed(2);

    @Actor
    public void succeeds() {
      circuit.succeeds(circuit.acquire());
    }

    @Actor
    public void fails() {
      circuit.fails(circuit.acquire());
    }

    @Arbiter
    public void end(L_Result result) {
      CircuitState state = circuit.state();
      result.r1 = state;
    }
  }
}
