package dev.connections.rest.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from a stream of type {@code text/event-stream}, as the <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">specification</a> has it.
 * An event is given as soon as its empty line has come. For one thread; whoever has opened the
 * stream closes it.
 */
public final class EventStreamParser {

  private static final int CHUNK = 8 * 1024;

  private final InputStream stream;
  private final int maxBytes;
  private final byte[] chunk = new byte[CHUNK];
  private int next;
  private int end;
  private boolean firstLine = true;
  private boolean afterReturn;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private final StringBuilder data = new StringBuilder();
  private int dataBytes;
  private String type = "";
  private String idOfEvent;
  private String lastEventId;
  private @Nullable Duration retry;

  /**
   * At the beginning of a stream.
   *
   * @param lastEventId the id of the last event that was received before; empty if none
   * @param maxBytes how long an event may be
   */
  public EventStreamParser(InputStream stream, String lastEventId, int maxBytes) {
    this.stream = stream;
    this.lastEventId = lastEventId;
    this.idOfEvent = lastEventId;
    this.maxBytes = maxBytes;
  }

  /**
   * Waits for the next event; null at the end of the stream, where an event that is not complete is
   * dropped.
   *
   * @throws EventTooLargeException if it is longer than it may be
   * @throws IOException what the stream has thrown
   */
  public @Nullable ServerSentEvent next() throws IOException {
    for (String read = line(); read != null; read = line()) {
      if (read.isEmpty()) {
        ServerSentEvent event = dispatched();
        if (event != null) {
          return event;
        }
      } else {
        field(read);
      }
    }
    return null;
  }

  /** The id that a server is sent when the stream is reopened; empty if there was none. */
  public String lastEventId() {
    return lastEventId;
  }

  /** How long the server wants a client to wait before it reconnects; null if it did not say. */
  public @Nullable Duration retry() {
    return retry;
  }

  private @Nullable ServerSentEvent dispatched() {
    lastEventId = idOfEvent;
    ServerSentEvent event =
        data.isEmpty()
            ? null
            : new ServerSentEvent(
                lastEventId,
                type.isEmpty() ? "message" : type,
                data.substring(0, data.length() - 1));
    data.setLength(0);
    dataBytes = 0;
    type = "";
    return event;
  }

  private void field(String read) {
    int colon = read.indexOf(':');
    String name = colon < 0 ? read : read.substring(0, colon);
    String value = colon < 0 ? "" : read.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (name) {
      case "event" -> type = value;
      case "data" -> {
        data.append(value).append('\n');
        dataBytes += line.size() + 1; // counts what came, not what it is in memory
      }
      case "id" -> idOfEvent = value.indexOf('\0') < 0 ? value : idOfEvent;
      case "retry" ->
          retry = value.matches("[0-9]{1,9}") ? Duration.ofMillis(Long.parseLong(value)) : retry;
      default -> {} // a comment has no name; what is not known is ignored
    }
  }

  /** The next line, which ends with a carriage return, a line feed, or both; null at the end. */
  private @Nullable String line() throws IOException {
    line.reset();
    while (true) {
      if (next == end) {
        next = 0;
        end = Math.max(0, stream.read(chunk));
        if (end == 0) {
          return null;
        }
      }
      byte octet = chunk[next++];
      boolean second = afterReturn && octet == '\n';
      afterReturn = octet == '\r'; // a line feed after it belongs to it, but may come much later
      if (second) {
        continue;
      }
      if (octet == '\r' || octet == '\n') {
        return text();
      }
      line.write(octet);
      if (line.size() + dataBytes > maxBytes) {
        throw new EventTooLargeException(maxBytes);
      }
    }
  }

  private String text() {
    String text = line.toString(StandardCharsets.UTF_8);
    boolean marked = firstLine && text.startsWith("\uFEFF");
    firstLine = false;
    return marked ? text.substring(1) : text;
  }
}
