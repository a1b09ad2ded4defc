package dev.connections.rest.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the specification, and what else it says. */
@Timeout(30)
class EventStreamParserTest {

  private static final int LIMIT = 100;

  private static EventStreamParser parser(String text) {
    return new EventStreamParser(new ByteArrayInputStream(text.getBytes(UTF_8)), "", LIMIT);
  }

  private static List<ServerSentEvent> all(EventStreamParser parser) throws IOException {
    List<ServerSentEvent> events = new ArrayList<>();
    for (ServerSentEvent event = parser.next(); event != null; event = parser.next()) {
      events.add(event);
    }
    return events;
  }

  private static ServerSentEvent message(String data) {
    return new ServerSentEvent("", "message", data);
  }

  @Test
  void severalLinesOfDataAreOneEvent() throws IOException {
    assertThat(all(parser("data: YHOO\ndata: +2\ndata: 10\n\n")))
        .containsExactly(message("YHOO\n+2\n10"));
  }

  @Test
  void idsLastUntilTheyAreChangedOrCleared() throws IOException {
    EventStreamParser parser =
        parser(
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n");
    assertThat(all(parser))
        .containsExactly(
            new ServerSentEvent("1", "message", "first event"),
            message("second event"),
            message(" third event"));
    assertThat(parser.lastEventId()).isEmpty();
  }

  @Test
  void emptyDataIsAnEventAndAnIncompleteOneIsNone() throws IOException {
    assertThat(all(parser("data\n\ndata\ndata\n\ndata:")))
        .containsExactly(message(""), message("\n"));
    assertThat(all(parser("data:test\n\ndata: test\n\n")))
        .containsExactly(message("test"), message("test"));
    assertThat(all(parser("data: complete\n"))).isEmpty();
  }

  @Test
  void anEventWithoutDataIsNoneButItsIdCounts() throws IOException {
    EventStreamParser parser = parser("event: tick\nid: 7\n\ndata: x\n\n");
    assertThat(all(parser)).containsExactly(new ServerSentEvent("7", "message", "x"));
  }

  @Test
  void anIdWithoutItsEmptyLineDoesNotCount() throws IOException {
    EventStreamParser parser = parser("data: x\nid: 1\n\ndata: y\nid: 2\n");
    assertThat(all(parser)).hasSize(1);
    assertThat(parser.lastEventId()).isEqualTo("1");
  }

  @Test
  void theTypeIsTheLastOneThatWasNamedAndIsForgotten() throws IOException {
    assertThat(all(parser("event: a\nevent: add\ndata: 1\n\ndata: 2\n\n")))
        .containsExactly(new ServerSentEvent("", "add", "1"), message("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void linesEndInThreeWays(String end) throws IOException {
    String text = "\uFEFFid: 1\ndata: ä\n\n: c\nunknown: x\ndata: b\n\n".replace("\n", end);
    assertThat(all(parser(text)))
        .containsExactly(
            new ServerSentEvent("1", "message", "ä"), new ServerSentEvent("1", "message", "b"));
    InputStream slow =
        new ByteArrayInputStream(text.getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] bytes, int from, int most) {
            return super.read(bytes, from, Math.min(1, most));
          }
        };
    assertThat(all(new EventStreamParser(slow, "", LIMIT))).hasSize(2);
  }

  @Test
  void anEventIsGivenBeforeAnythingComesAfterItsLastReturn() throws IOException {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      out.write("data: now\r\n\r".getBytes(UTF_8));
      EventStreamParser parser = new EventStreamParser(in, "", LIMIT);
      assertThat(parser.next()).isEqualTo(message("now"));
      out.write("\ndata: then\r\n\r\n".getBytes(UTF_8));
      assertThat(parser.next()).isEqualTo(message("then"));
    }
  }

  @Test
  void retryIsDigitsAndAnIdHasNoNul() throws IOException {
    EventStreamParser parser = parser("retry: 1500\nid: a\n\nretry: soon\nid: b\0c\ndata: x\n\n");
    assertThat(all(parser)).containsExactly(new ServerSentEvent("a", "message", "x"));
    assertThat(parser.retry()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void anEventThatIsTooLargeIsRejectedBeforeItIsInMemory() {
    String line = "data: " + "x".repeat(40) + "\n";
    assertThatThrownBy(() -> all(parser(line.repeat(3) + "\n")))
        .isInstanceOf(EventTooLargeException.class)
        .hasMessageContaining("100 bytes");
    assertThatThrownBy(() -> all(parser(": " + "x".repeat(200))))
        .isInstanceOf(EventTooLargeException.class);
  }

  @Test
  void manyEventsAreNotTooLarge() throws IOException {
    assertThat(all(parser(("data: " + "x".repeat(80) + "\n\n").repeat(100)))).hasSize(100);
  }

  @Test
  void whatWasReceivedBeforeIsTheIdOfEventsWithoutOne() throws IOException {
    EventStreamParser parser =
        new EventStreamParser(new ByteArrayInputStream("data: x\n\n".getBytes(UTF_8)), "41", LIMIT);
    assertThat(parser.next()).isEqualTo(new ServerSentEvent("41", "message", "x"));
  }

  @Test
  void theTextOfAnEventIsNotInItsToString() {
    assertThat(new ServerSentEvent("1", "add", "personal").toString())
        .isEqualTo("ServerSentEvent(add, id 1)");
    assertThatThrownBy(() -> EventStreamOptions.DEFAULT.withBuffer(0))
        .hasMessageContaining("buffer must be at least 1");
    assertThatThrownBy(() -> EventStreamOptions.DEFAULT.withIdle(Duration.ZERO))
        .hasMessageContaining("idle must be between");
    assertThatThrownBy(() -> EventStreamOptions.DEFAULT.withMaxEventBytes(0))
        .hasMessageContaining("maxEventBytes must be at least 1");
  }
}
