package dev.connections.testing;

import static dev.connections.testing.ContractFixture.NAME;
import static dev.connections.testing.ContractFixture.READ;
import static dev.connections.testing.ContractFixture.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionsConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The promises about secrets: whatever happens, none is printed. Part of {@link
 * ConnectionTypeContract}, which is what to extend.
 *
 * @param <C> the connection users hold
 */
public abstract class RedactionContract<C extends ManagedConnection<?>> extends AsyncContract<C> {

  private final List<String> printed = new ArrayList<>();

  RedactionContract() {}

  /** Handles, snapshots, events, failures, reports, log. */
  @Test
  public void noSecretIsInAnythingPrinted() {
    Map<String, String> secrets = fixture.type.secrets();
    Assumptions.assumeFalse(secrets.isEmpty(), "this type was given no secrets");
    try (CapturedOutput output = new CapturedOutput()) {
      useAndFail();
      rejectWrongConfigurations();
      print("after close", catchThrowable(() -> fixture.exchange(READ)));
      fixture.events.events().forEach(this::print);
      print(output.text());
    }
    assertNone(secrets);
  }

  /** Neither the right one nor the wrong one. */
  @Test
  public void noSecretIsInWhatAWrongOneCauses() {
    Map<String, String> secrets = fixture.type.secrets();
    Assumptions.assumeFalse(secrets.isEmpty(), "this type was given no secrets");
    Map<String, String> wrong = new LinkedHashMap<>();
    secrets.forEach(
        (name, value) -> wrong.put(name, "wrong-" + new StringBuilder(value).reverse()));
    RecordingListener events = new RecordingListener();
    try (CapturedOutput output = new CapturedOutput()) {
      ConnectionProvider provider = fixture.open(fixture.configuration(Map.of(), wrong), events);
      C connection = provider.get(NAME, fixture.type.connectionClass());
      Throwable seen = catchThrowable(() -> fixture.exchange(connection, READ));
      if (fixture.type.rejectsWrongSecrets()) {
        assertThat(seen).isInstanceOf(ConnectionAuthenticationException.class);
      }
      print("wrong secret", seen);
      printConnection(provider, connection);
      print(provider.close(Duration.ofSeconds(5)));
      events.events().forEach(this::print);
      print(output.text());
    }
    assertNone(secrets);
    assertNone(wrong);
  }

  private void useAndFail() {
    ConnectionProvider provider = fixture.provider();
    C connection = fixture.connection();
    fixture.exchange(READ);
    printConnection(provider, connection);
    fixture.wire.dropReplyOnce();
    print("lost reply", catchThrowable(() -> fixture.exchange(WRITE)));
    fixture.wire.refuseConnections();
    fixture.wire.cut();
    fixture.time.skip(Duration.ofHours(1));
    print(connection.checkHealth());
    print("connection refused", catchThrowable(() -> fixture.exchange(READ)));
    printConnection(provider, connection);
    print(provider.close(Duration.ofSeconds(5)));
  }

  /** Configurations that are wrong next to the secret, or lack it. */
  private void rejectWrongConfigurations() {
    Map<String, String> secrets = fixture.type.secrets();
    String secret = secrets.values().iterator().next();
    for (ConnectionsConfiguration wrong :
        List.of(
            fixture.configuration(Map.of("contractUnknown", "1"), secrets),
            fixture.configuration(Map.of(), Map.of()),
            fixture.configuration(Map.of("timeouts.total", "0s"), secrets))) {
      Throwable seen = catchThrowable(() -> fixture.open(wrong, new RecordingListener()));
      assertThat(seen).as("a wrong configuration").isInstanceOf(ConnectionException.class);
      print("wrong configuration", seen);
      print(wrong);
    }
    assertThat(secret).as("a secret worth looking for").hasSizeGreaterThan(7);
  }

  private void printConnection(ConnectionProvider provider, C connection) {
    print(connection);
    print(connection.snapshot());
    print(connection.health());
    print(connection.type());
    print(provider);
    print(provider.snapshot());
    print(settings(provider, connection.type()));
    print(catchThrowable(() -> print(connection.client())));
  }

  private static Object settings(ConnectionProvider provider, ConnectionTypeDescriptor<?, ?> type) {
    return provider.configuration(type, NAME);
  }

  private void print(@Nullable Object value) {
    if (value instanceof Throwable failure) {
      print("failure", failure);
    } else {
      printed.add(String.valueOf(value));
    }
  }

  private void print(String what, @Nullable Throwable failure) {
    if (failure == null) {
      printed.add(what + ": nothing was thrown");
      return;
    }
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    if (failure instanceof ConnectionException seen) {
      text.append(seen.diagnosis().toString());
    }
    printed.add(what + ": " + text);
  }

  private void assertNone(Map<String, String> secrets) {
    assertThat(printed).isNotEmpty();
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      for (String form : forms(secret.getValue())) {
        assertThat(printed)
            .as("what was printed, looked through for the value of %s", secret.getKey())
            .noneMatch(text -> text.contains(form));
      }
    }
  }

  /** As it is, as it stands in URLs, as it stands in headers. */
  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        secret,
        URLEncoder.encode(secret, StandardCharsets.UTF_8),
        Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }
}
