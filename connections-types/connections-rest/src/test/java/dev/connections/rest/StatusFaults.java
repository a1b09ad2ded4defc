package dev.connections.rest;

import java.util.Arrays;
import java.util.List;

/** Answers that are not a success, put down as {@code 429; Retry-After: 1; once}. */
final class StatusFaults {

  private StatusFaults() {}

  /**
   * A fault.
   *
   * @param text the status; then headers; then {@code once} if the second request succeeds
   */
  static FaultServer.Fault of(String text) {
    List<String> parts = Arrays.stream(text.split(";")).map(String::strip).toList();
    boolean once = parts.contains("once");
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + parts.get(0) + " Reason\r\n");
    parts.stream()
        .filter(part -> part.contains(": "))
        .forEach(header -> answer.append(header).append("\r\n"));
    answer.append("Content-Type: application/json\r\nContent-Length: 8\r\n\r\n");
    return (number, head, socket) ->
        FaultServer.write(
            socket,
            once && number > 1
                ? FaultServer.ok(head)
                : answer + (head.startsWith("HEAD ") ? "" : "{\"no\":1}"));
  }
}
