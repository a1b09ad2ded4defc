package dev.connections.sql.h2;

import dev.connections.sql.fixture.SqlContract;
import dev.connections.testing.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** H2 as a server, because the contract needs something that can be away. */
class H2ContractTest extends SqlContract {

  private static final String NOT_CUT =
      "H2's driver cannot be cut off from a server that is silent (abort and network timeouts do"
          + " nothing); see H2Configuration";

  private static final H2Server SERVER = new H2Server();

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @Override
  protected Peer peer() {
    return SERVER;
  }

  @Override
  protected String entry(int port) {
    return """
        type: H2
        url: jdbc:h2:tcp://localhost:%d/mem:%s
        username: app
        password: ${env:H2_PASSWORD}
        pool: { maxSize: 3, minIdle: 0 }
        """
        .formatted(port, H2Server.DATABASE);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("H2_PASSWORD", H2Server.PASSWORD);
  }

  /** H2's protocol sends two bytes a character. */
  @Override
  protected String requestText() {
    return new String(QUERY.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
  }

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void anInnerOperationInheritsTheDeadlineOfTheOuterOne() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void aServerThatGoesSilentCostsNoMoreThanTheDeadline() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void theAttemptTimeoutAbortsToo() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void aReadWhoseReplyIsLostIsRetried() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void closingAbortsWhatDoesNotFinishInTime() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void aLostReplyIsAbortedAtTheDeadline() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void aLostReplyToAWriteIsAbortedAndItsOutcomeUnknown() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void cancelingTheFutureAbortsTheExchange() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void aTimeoutOfTheFutureAbortsTheExchange() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void theDeadlineAbortsAnAsynchronousExchange() {}

  @Test
  @Disabled(NOT_CUT)
  @Override
  public void closingAbortsAsynchronousExchanges() {}
}
