package dev.connections.rest;

import dev.connections.failure.ConnectionException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** All that a failure can show: its stack trace with all causes, its diagnosis, its details. */
final class Texts {

  private Texts() {}

  static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    if (failure instanceof ConnectionException seen) {
      text.append(seen.diagnosis().toString());
      seen.detail(HttpAnswer.class)
          .ifPresent(
              answer ->
                  text.append(answer.bodyExcerpt())
                      .append(String.valueOf(answer.headers()))
                      .append(String.valueOf(answer.problem())));
    }
    return text.toString();
  }
}
