package dev.connections.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.spi.ConnectionContext;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.EndpointContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract finds what is wrong with types that break it. */
@Timeout(120)
class ContractCanFailTest {

  /** The contract of a shared echo that is broken in one way. */
  abstract static class BrokenContract extends SharedEchoContractTest {

    abstract ConnectionFactory<SharedEcho, EchoSettings> factory();

    @Override
    protected void register(ConnectionProviderBuilder provider) {
      provider.register(SharedEcho.TYPE, factory(), EchoSettings::bind);
    }
  }

  /** Opens a session when the handle is made. */
  static class EagerContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return context -> {
        try (EchoClient early =
            new EchoClient(
                context.configuration().port(), context.configuration().secret().reveal())) {
          assertThat(early.version()).isNotEmpty();
        } catch (IOException failure) {
          throw new IllegalStateException(failure);
        }
        return new SharedEcho.Connection(context);
      };
    }
  }

  /** Does not say how to break off what is under way. */
  static class UncancellableContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return Uncancellable::new;
    }
  }

  private static final class Uncancellable extends SharedEcho.Connection {
    Uncancellable(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    public String ask(Operation operation, String line) {
      return call(
          operation,
          (client, scope) -> {
            SharedEchoClient.Call call = client.begin();
            call.connect(scope.deadline());
            return call.ask(line);
          });
    }
  }

  /** Tries again by itself, whatever the operation is. */
  static class RepeatingContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return Repeating::new;
    }
  }

  private static final class Repeating extends SharedEcho.Connection {
    Repeating(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    public String ask(Operation operation, String line) {
      return call(
          operation,
          (client, scope) -> {
            for (int attempt = 1; ; attempt++) {
              SharedEchoClient.Call call = client.begin();
              scope.onCancel(call::cancel);
              call.connect(scope.deadline());
              try {
                return call.ask(line);
              } catch (IOException failure) {
                if (attempt == 2) {
                  throw failure;
                }
              }
            }
          });
    }
  }

  /** Takes half a reply for a whole one. */
  static class GullibleContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return Gullible::new;
    }
  }

  private static final class Gullible extends SharedEcho.Connection {
    Gullible(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    public String ask(Operation operation, String line) {
      return call(
          operation,
          (client, scope) -> {
            SharedEchoClient.Call call = client.begin();
            scope.onCancel(call::cancel);
            call.connect(scope.deadline());
            try {
              return call.ask(line);
            } catch (IOException cut) {
              return "what there was";
            }
          });
    }
  }

  /** Prints the secret when it opens. */
  static class TalkativeContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return Talkative::new;
    }
  }

  private static final class Talkative extends SharedEcho.Connection {

    Talkative(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    protected SharedEchoClient openClient(
        EndpointContext<EchoSettings> endpoint, Deadline deadline) {
      System.err.println("opening with " + endpoint.configuration().secret().reveal());
      return super.openClient(endpoint, deadline);
    }
  }

  /** Says that everything is well without asking. */
  static class CarelessContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return Careless::new;
    }
  }

  private static final class Careless extends SharedEcho.Connection {
    Careless(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    protected ServerMetadata probeClient(SharedEchoClient client, Deadline deadline) {
      return new ServerMetadata("EchoServer", null, null, null, Map.of());
    }
  }

  /** Leaves sessions open when it is closed. */
  static class ForgetfulContract extends BrokenContract {
    @Override
    ConnectionFactory<SharedEcho, EchoSettings> factory() {
      return Forgetful::new;
    }
  }

  private static final class Forgetful extends SharedEcho.Connection {
    Forgetful(ConnectionContext<EchoSettings> context) {
      super(context);
    }

    @Override
    protected void closeClient(SharedEchoClient client) {}
  }

  /** Does not say that its exchanges share one connection. */
  static class SecretlyMultiplexedContract extends MultiplexedEchoContractTest {
    @Override
    protected boolean exchangesShareOneConnection() {
      return false;
    }
  }

  /** Says so, and never tries again. */
  static class OnlyOnceContract extends MultiplexedEchoContractTest {
    @Override
    protected void exchange(MultiplexedEcho connection, Operation operation) {
      super.exchange(connection, operation.maxAttempts(1));
    }
  }

  @Test
  void openingTooEarlyIsFound() {
    assertFinds(EagerContract.class, "nothingHappensBeforeTheFirstUse", "connections made");
  }

  @Test
  void workThatCannotBeBrokenOffIsFoundWithTheLineWhereItHangs() {
    Throwable found =
        assertFinds(
            UncancellableContract.class,
            "aLostReplyIsAbortedAtTheDeadline",
            "It has not ended within");
    assertThat(found.getStackTrace())
        .extracting(StackTraceElement::getClassName)
        .contains(Uncancellable.class.getName());
  }

  @Test
  void repeatingWritesIsFound() {
    assertFinds(
        RepeatingContract.class, "aWriteWhoseConnectionIsLostIsReportedAsUnknownAndSentOnce", "");
  }

  /** An outsider was told "Expecting actual not to be null", and nothing of what was promised. */
  @Test
  void halfAReplyThatIsTakenForAWholeOneIsFoundAndToldInWords() {
    assertFinds(
        GullibleContract.class,
        "aReplyCutInTheMiddleIsAFailureAndNotAValue",
        "Promised: a reply cut in the middle is a failure and not a value. But: [the exchange gave"
            + " a value though the reply was cut]");
  }

  @Test
  void aRetryOverTheConnectionThatStaysSilentIsFound() {
    assertFinds(
        SecretlyMultiplexedContract.class,
        "aReadWhoseReplyIsLostIsRetried",
        "It was to succeed, but failed");
  }

  @Test
  void aReadThatIsNotRetriedOnceTheSharedConnectionIsGoneIsFound() {
    assertFinds(
        OnlyOnceContract.class, "aReadWhoseReplyIsLostIsRetried", "It was to succeed, but failed");
  }

  @Test
  void printingASecretIsFound() {
    PrintStream terminal = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      assertFinds(TalkativeContract.class, "noSecretIsInAnythingPrinted", "ECHO_SECRET");
    } finally {
      System.setErr(terminal);
    }
  }

  @Test
  void aProbeThatAsksNobodyIsFound() {
    assertFinds(CarelessContract.class, "concurrentHealthChecksShareOneProbe", "probe");
  }

  @Test
  void sessionsLeftOpenAreFound() {
    assertFinds(ForgetfulContract.class, "closingAgainGivesTheSameReport", "0 open connections");
  }

  /** The failure of one promise, when the contract is run against a type that breaks it. */
  private static Throwable assertFinds(Class<?> contract, String promise, String message) {
    Event failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(contract, promise))
            .execute()
            .testEvents()
            .failed()
            .stream()
            .findFirst()
            .orElseThrow(() -> new AssertionError(promise + " did not fail"));
    Throwable failure =
        failed.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    return failure;
  }
}
