package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import dev.connections.rest.internal.answer.ErrorAnswers;
import dev.connections.rest.json.JacksonJsonCodec;
import dev.connections.rest.json.JsonType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of the bodies of errors (H9, RFC 9457), and how it is read. */
@Timeout(60)
class ErrorBodyTest {

  /** As an API describes it. */
  record Shortage(String title, int balance, List<String> accounts) {}

  private static final String PROBLEM =
      "{\"title\":\"Not enough credit\",\"balance\":30,\"accounts\":[\"/a/1\",\"/a/2\"]}";

  private static ConnectionException failure(String type, String body) throws Exception {
    String answer =
        "HTTP/1.1 403 No\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n\r\n"
            + body;
    try (WireServer server = new WireServer(head -> answer)) {
      return Objects.requireNonNull(
          catchThrowableOfType(
              ConnectionException.class,
              () -> server.connection().send(RestRequest.post("/orders").body(1))));
    }
  }

  private static HttpAnswer answer(String type, String body) throws Exception {
    return failure(type, body).detail(HttpAnswer.class).orElseThrow();
  }

  @Test
  void membersThatTheServerAddedAreKeptAndReadAsATypeOfTheCallers() throws Exception {
    HttpAnswer failure = answer("application/problem+json", PROBLEM);

    assertThat(Objects.requireNonNull(failure.problem()).members())
        .isEqualTo(Map.of("balance", 30, "accounts", List.of("/a/1", "/a/2")));
    assertThat(failure.body(Shortage.class, new JacksonJsonCodec()))
        .contains(new Shortage("Not enough credit", 30, List.of("/a/1", "/a/2")));
  }

  @Test
  void aBodyThatIsNoProblemIsReadAsATypeOfTheCallersToo() throws Exception {
    HttpAnswer failure = answer("application/json", "{\"title\":\"Zürich\",\"balance\":1}");

    assertThat(failure.problem()).isNull();
    assertThat(failure.body(Shortage.class, new JacksonJsonCodec()).orElseThrow().title())
        .isEqualTo("Zürich");
  }

  @Test
  void whatCannotBeReadIsNothingAndHidesNoFailure() throws Exception {
    HttpAnswer page = answer("text/html", "<html>");
    HttpAnswer empty = answer("application/json", "");
    HttpAnswer large = answer("application/json", "[\"" + "a".repeat(70_000) + "\"]");

    assertThat(page.body(Shortage.class, new JacksonJsonCodec())).isEmpty();
    assertThat(empty.body(Shortage.class, new JacksonJsonCodec())).isEmpty();
    assertThat(large.bodyExcerpt()).hasSize(ErrorAnswers.MAX_BYTES);
    assertThat(large.body(JsonType.listOf(String.class), new JacksonJsonCodec())).isEmpty();
  }

  @Test
  void theAnswerIsStillThereAfterTheExceptionWasSerialized() throws Exception {
    ConnectionException failure = failure("application/problem+json", PROBLEM);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      HttpAnswer read =
          ((ConnectionException) in.readObject()).detail(HttpAnswer.class).orElseThrow();
      assertThat(read).isEqualTo(failure.detail(HttpAnswer.class).orElseThrow());
      assertThat(read.headers()).containsKey("CONTENT-type");
    }
  }

  /** Only title and detail are said: members may be anything, such as the data of a person. */
  @Test
  void neitherMembersNorTheBodyReachTheMessage() throws Exception {
    ConnectionException failure =
        failure("application/problem+json", "{\"title\":\"No\",\"email\":\"jane@example.org\"}");

    assertThat(failure).hasMessageContaining("No").hasMessageNotContaining("jane@example.org");
    assertThat(failure.diagnosis().toString()).doesNotContain("jane@example.org");
    assertThat(String.valueOf(failure.getCause())).doesNotContain("jane@example.org");
  }
}
