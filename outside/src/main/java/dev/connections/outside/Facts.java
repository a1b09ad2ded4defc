package dev.connections.outside;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a scenario has seen, in the order in which it says so. Thread-safe. */
public final class Facts {

  private final List<Fact> stated = new ArrayList<>();

  /**
   * One of them.
   *
   * @param name what was looked at
   * @param value what was there
   */
  record Fact(String name, String value) {}

  /** Something that may fail. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** States what was seen. */
  public void state(String name, @Nullable Object value) {
    synchronized (stated) {
      stated.add(new Fact(name, String.valueOf(value)));
    }
  }

  /** States how something ends: {@code ok}, or the exception. */
  public void ending(String name, Action action) {
    try {
      action.run();
      state(name, "ok");
    } catch (Exception | Error failure) {
      state(name, describe(failure));
    }
  }

  /**
   * An exception as a fact: class, SQLSTATE, first line of the message, and the same of its cause.
   */
  static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 4; depth++) {
      if (depth > 0) {
        text.append(" <- ");
      }
      text.append(at.getClass().getName());
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        text.append(" [").append(sql.getSQLState()).append(']');
      }
      String message = Objects.requireNonNullElse(at.getMessage(), "");
      text.append(": ").append(message.lines().findFirst().orElse(""));
      at = at.getCause();
    }
    return text.toString();
  }

  /** A copy of all. */
  List<Fact> all() {
    synchronized (stated) {
      return List.copyOf(stated);
    }
  }

  /** The same, shorter to read in a debugger and in messages. */
  @Override
  public String toString() {
    return all().stream().map(fact -> Map.entry(fact.name(), fact.value())).toList().toString();
  }
}
