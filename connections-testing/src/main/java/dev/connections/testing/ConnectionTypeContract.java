package dev.connections.testing;

import dev.connections.ManagedConnection;
import dev.connections.Operation;
import dev.connections.provider.ConnectionProviderBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every connection type must keep, as tests that the type's own test class inherits. They run
 * against a real external system, with a {@link FaultProxy} before it.
 *
 * <pre>{@code
 * class LicenceServerContractTest extends ConnectionTypeContract<LicenceConnection> {
 *   @Override protected Peer peer() { return SERVER; }
 *   @Override protected Class<LicenceConnection> connectionClass() { return LicenceConnection.class; }
 *   @Override protected void register(ConnectionProviderBuilder provider) {
 *     provider.types(LicenceConnectionTypes.source());
 *   }
 *   @Override protected String entry(int port) {
 *     return "type: Licence\nhost: localhost\nport: " + port + "\npassword: ${env:LICENCE_PASSWORD}";
 *   }
 *   @Override protected Map<String, String> secrets() {
 *     return Map.of("LICENCE_PASSWORD", "a value to be found nowhere");
 *   }
 *   @Override protected void exchange(LicenceConnection connection, Operation operation) {
 *     connection.run(operation, session -> session.ask("COUNT seats"));
 *   }
 *   @Override protected String requestText() { return "COUNT seats"; }
 * }
 * }</pre>
 *
 * <p>Tests that do not concern a type, because it lends nothing or has no secret, are reported as
 * skipped. A failure begins with what was promised. A promise that a type cannot keep is overridden
 * and disabled, with the reason.
 *
 * @param <C> the connection users hold
 */
@ExtendWith(BrokenPromises.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ConnectionTypeContract<C extends ManagedConnection<?>> {

  private @Nullable ContractFixture<C> fixture;

  /** For subclasses. */
  protected ConnectionTypeContract() {}

  /**
   * The external system. Called by each test, and may give the same one every time: it is started
   * if it does not run. Who made it stops it at the end.
   */
  protected abstract Peer peer() throws Exception;

  /** What users hold a connection of this type as. */
  protected abstract Class<C> connectionClass();

  /** Makes the type known to a provider: its registry's types, or the type alone. */
  protected abstract void register(ConnectionProviderBuilder provider);

  /**
   * The entry of one connection as the configuration file has it, without indentation and without
   * its name: {@code type} and the settings of the type. The time limits and the bulkhead are set
   * by the tests.
   *
   * @param port where the external system is to be reached, on {@code localhost}
   */
  protected abstract String entry(int port);

  /**
   * One request and its reply, run through the connection as the given operation. What it throws
   * must be what users would see.
   */
  protected abstract void exchange(C connection, Operation operation) throws Exception;

  /**
   * As {@link #exchange}, by a future: the very one that the connection gives. Null, which is the
   * default, if the type has no asynchronous exchanges; the promises about them are skipped then.
   */
  protected @Nullable CompletableFuture<?> exchangeAsync(C connection, Operation operation) {
    return null;
  }

  /**
   * A text that only the request of an {@link #exchange} contains, as it goes over the wire in ISO
   * 8859-1.
   */
  protected abstract String requestText();

  /**
   * The secrets that the {@link #entry} refers to as <code>${env:NAME}</code>, with their values,
   * which must appear nowhere; none by default.
   */
  protected Map<String, String> secrets() {
    return Map.of();
  }

  /** Whether the external system turns away who has wrong secrets; yes, by default, if any. */
  protected boolean refusesWrongSecrets() {
    return !secrets().isEmpty();
  }

  /** Starts the external system, and puts a proxy before it. */
  @BeforeEach
  final void begin() throws Exception {
    fixture = new ContractFixture<>(this);
  }

  /** Closes what the test has opened, and starts the external system again if it was stopped. */
  @AfterEach
  final void end() throws Exception {
    ContractFixture<C> used = fixture;
    if (used != null) {
      used.close();
    }
  }

  private ContractFixture<C> fixture() {
    return Objects.requireNonNull(fixture, "set before each test");
  }

  /** Lazy: making the handle does no I/O; every {@code get} gives the same one. */
  @Test
  public void nothingHappensBeforeTheFirstUse() throws Exception {
    new OpeningPromises<>(fixture()).nothingHappensBeforeTheFirstUse();
  }

  /** Opening is single-flight. */
  @Test
  public void opensOnceHoweverManyThreadsComeFirst() throws Exception {
    new OpeningPromises<>(fixture()).opensOnceHoweverManyThreadsComeFirst();
  }

  /** The server's metadata is in the snapshot and in the event. */
  @Test
  public void saysWhatTheServerSaidOfItself() throws Exception {
    new OpeningPromises<>(fixture()).saysWhatTheServerSaidOfItself();
  }

  /** A failed opening is BROKEN with its cause, and the next use tries again. */
  @Test
  public void aRefusedConnectionIsSaidToBeSoAndOpensLater() throws Exception {
    new OpeningPromises<>(fixture()).aRefusedConnectionIsSaidToBeSoAndOpensLater();
  }

  /** The connect timeout reaches the client library. */
  @Test
  public void aServerThatSaysNothingIsGivenUpInTime() throws Exception {
    new OpeningPromises<>(fixture()).aServerThatSaysNothingIsGivenUpInTime();
  }

  /** Unknown is not down. */
  @Test
  public void nobodyKnowsBeforeTheFirstUse() throws Exception {
    new HealthPromises<>(fixture()).nobodyKnowsBeforeTheFirstUse();
  }

  /** A recent success is an answer without a probe. */
  @Test
  public void aUseThatWorkedIsProofEnough() throws Exception {
    new HealthPromises<>(fixture()).aUseThatWorkedIsProofEnough();
  }

  /** Probes are single-flight. */
  @Test
  public void everybodyWhoAsksAtTheSameTimeSharesOneProbe() throws Exception {
    new HealthPromises<>(fixture()).everybodyWhoAsksAtTheSameTimeSharesOneProbe();
  }

  /** A probe tells the truth, and never throws. */
  @Test
  public void isDownWhileThePeerIsGoneAndUpWhenItIsBack() throws Exception {
    new HealthPromises<>(fixture()).isDownWhileThePeerIsGoneAndUpWhenItIsBack();
  }

  /** The health timeout reaches the client library. */
  @Test
  public void aSilentServerIsNotUpAfterTheHealthTimeoutAndDownAfterSeveral() throws Exception {
    new HealthPromises<>(fixture()).aSilentServerIsNotUpAfterTheHealthTimeoutAndDownAfterSeveral();
  }

  /** At the deadline the exchange is broken off, and nothing is left of it. */
  @Test
  public void aLostReplyIsCutOffAtTheDeadline() throws Exception {
    new LossPromises<>(fixture()).aLostReplyIsCutOffAtTheDeadline();
  }

  /** Work that must not be done twice is never just "timed out". */
  @Test
  public void aLostReplyToAWriteIsCutOffAndItsOutcomeUnknown() throws Exception {
    new LossPromises<>(fixture()).aLostReplyToAWriteIsCutOffAndItsOutcomeUnknown();
  }

  /** Replacing what was broken off is not done at the expense of who lost it. */
  @Test
  public void aServerThatGoesSilentCostsNoMoreThanTheDeadline() throws Exception {
    new LossPromises<>(fixture()).aServerThatGoesSilentCostsNoMoreThanTheDeadline();
  }

  /** An attempt has a limit of its own. */
  @Test
  public void theAttemptTimeoutCutsOffToo() throws Exception {
    new LossPromises<>(fixture()).theAttemptTimeoutCutsOffToo();
  }

  /** What changes nothing may be done twice, and is where its answer was lost. */
  @Test
  public void aReadWhoseReplyIsLostIsTriedAgain() throws Exception {
    new LossPromises<>(fixture()).aReadWhoseReplyIsLostIsTriedAgain();
  }

  /** Nobody, the client library included, sends a write twice. */
  @Test
  public void aWriteWhoseConnectionIsLostIsReportedAsUnknownAndSentOnce() throws Exception {
    new LossPromises<>(fixture()).aWriteWhoseConnectionIsLostIsReportedAsUnknownAndSentOnce();
  }

  /** Reads have no unknown outcome. */
  @Test
  public void aReadWhoseConnectionIsLostFailsOrIsRepeatedButIsNeverUnknownWork() throws Exception {
    new LossPromises<>(fixture())
        .aReadWhoseConnectionIsLostFailsOrIsRepeatedButIsNeverUnknownWork();
  }

  /** Dead physical connections cost one failure at most. */
  @Test
  public void connectionsThatWereCutAreReplaced() throws Exception {
    new LossPromises<>(fixture()).connectionsThatWereCutAreReplaced();
  }

  /** Half a reply is none. */
  @Test
  public void aReplyCutInTheMiddleIsAFailureAndNotAValue() throws Exception {
    new LossPromises<>(fixture()).aReplyCutInTheMiddleIsAFailureAndNotAValue();
  }

  /** Interrupting a caller that waits ends its waiting. */
  @Test
  public void anInterruptedCallerKeepsItsFlagAndIsToldSo() throws Exception {
    new LossPromises<>(fixture()).anInterruptedCallerKeepsItsFlagAndIsToldSo();
  }

  /** Exhaustion names the holders. */
  @Test
  public void whoWaitsInVainIsToldWhoHoldsWhatIsWaitedFor() throws Exception {
    new LossPromises<>(fixture()).whoWaitsInVainIsToldWhoHoldsWhatIsWaitedFor();
  }

  /** Draining comes first. */
  @Test
  public void lettingBorrowersFinishItRefusesNewWork() throws Exception {
    new ClosingPromises<>(fixture()).lettingBorrowersFinishItRefusesNewWork();
  }

  /** Waiters do not sit out their timeout on a closed connection. */
  @Test
  public void wakesThoseWhoWait() throws Exception {
    new ClosingPromises<>(fixture()).wakesThoseWhoWait();
  }

  /** The rest is aborted at the deadline, and reported. */
  @Test
  public void breaksOffWhatDoesNotFinishInTime() throws Exception {
    new ClosingPromises<>(fixture()).breaksOffWhatDoesNotFinishInTime();
  }

  /** Closing is idempotent. */
  @Test
  public void closingAgainGivesTheSameReport() throws Exception {
    new ClosingPromises<>(fixture()).closingAgainGivesTheSameReport();
  }

  /** Closing opens nothing. */
  @Test
  public void whatWasNeverOpenedIsReportedSo() throws Exception {
    new ClosingPromises<>(fixture()).whatWasNeverOpenedIsReportedSo();
  }

  /** Uses after close fail with a message of their own. */
  @Test
  public void usingItAfterwardsSaysThatItIsClosed() throws Exception {
    new ClosingPromises<>(fixture()).usingItAfterwardsSaysThatItIsClosed();
  }

  /** Numbered, legal, complete. */
  @Test
  public void eventsComeInOrderWithoutGaps() throws Exception {
    new ClosingPromises<>(fixture()).eventsComeInOrderWithoutGaps();
  }

  /** Successes and failures are counted once each. */
  @Test
  public void countsWhatHappened() throws Exception {
    new SnapshotPromises<>(fixture()).countsWhatHappened();
  }

  /** In flight, with its holder. */
  @Test
  public void showsWhatIsUnderWay() throws Exception {
    new SnapshotPromises<>(fixture()).showsWhatIsUnderWay();
  }

  /** Handle, provider and health cannot disagree. */
  @Test
  public void allSnapshotsSayTheSame() throws Exception {
    new SnapshotPromises<>(fixture()).allSnapshotsSayTheSame();
  }

  /** And count against nobody. */
  @Test
  public void theApplicationsOwnExceptionsPassUnchanged() throws Exception {
    new LeasePromises<>(fixture()).theApplicationsOwnExceptionsPassUnchanged();
  }

  /** No leak, whether work returns, throws, or holds a lease. */
  @Test
  public void resourcesComeBackHoweverTheWorkEnds() throws Exception {
    new LeasePromises<>(fixture()).resourcesComeBackHoweverTheWorkEnds();
  }

  /** Leases are exclusive. */
  @Test
  public void aResourceServesOneUserAtATime() throws Exception {
    new LeasePromises<>(fixture()).aResourceServesOneUserAtATime();
  }

  /** Probes do not go through the pool's queue. */
  @Test
  public void aPoolThatIsAllLentIsNotDown() throws Exception {
    new LeasePromises<>(fixture()).aPoolThatIsAllLentIsNotDown();
  }

  /** Closing a lease twice does no harm. */
  @Test
  public void aLeaseIsGivenBackOnceAndUselessAfterwards() throws Exception {
    new LeasePromises<>(fixture()).aLeaseIsGivenBackOnceAndUselessAfterwards();
  }

  /** Instead of waiting for itself, naming the outer operation. */
  @Test
  public void takingASecondResourceWhileHoldingOneFailsAtOnce() throws Exception {
    new LeasePromises<>(fixture()).takingASecondResourceWhileHoldingOneFailsAtOnce();
  }

  /** One deadline covers everything. */
  @Test
  public void anInnerOperationInheritsTheDeadlineOfTheOuterOne() throws Exception {
    new LeasePromises<>(fixture()).anInnerOperationInheritsTheDeadlineOfTheOuterOne();
  }

  /** The same pipeline, and the same exceptions. */
  @Test
  public void anAsynchronousExchangeGivesWhatItsTwinGives() throws Exception {
    new AsyncPromises<>(fixture()).anAsynchronousExchangeGivesWhatItsTwinGives();
  }

  /** At once, and nothing is left of it. */
  @Test
  public void cancellingItsFutureBreaksAnExchangeOff() throws Exception {
    new AsyncPromises<>(fixture()).cancellingItsFutureBreaksAnExchangeOff();
  }

  /** As cancelling does. */
  @Test
  public void aTimeoutOfItsFutureBreaksAnExchangeOff() throws Exception {
    new AsyncPromises<>(fixture()).aTimeoutOfItsFutureBreaksAnExchangeOff();
  }

  /** The honest contract of a timeout holds for asynchronous work. */
  @Test
  public void theDeadlineOfAnAsynchronousExchangeBreaksItOff() throws Exception {
    new AsyncPromises<>(fixture()).theDeadlineOfAnAsynchronousExchangeBreaksItOff();
  }

  /** And no future stays open for ever. */
  @Test
  public void closingBreaksOffAsynchronousExchanges() throws Exception {
    new AsyncPromises<>(fixture()).closingBreaksOffAsynchronousExchanges();
  }

  /** Handles, snapshots, events, failures, reports, log. */
  @Test
  public void noSecretIsInAnythingPrinted() throws Exception {
    new RedactionPromises<>(fixture()).noSecretIsInAnythingPrinted();
  }

  /** Neither the right one nor the wrong one. */
  @Test
  public void noSecretIsInWhatAWrongOneCauses() throws Exception {
    new RedactionPromises<>(fixture()).noSecretIsInWhatAWrongOneCauses();
  }
}
