package dev.connections.traps;

import java.util.Locale;

/**
 * What came out for one contestant: a cell of the table.
 *
 * @param kind which way it went
 * @param fact what was measured, or the reason why nothing was
 */
record Verdict(Kind kind, String fact) {

  /** Which way it went. */
  enum Kind {
    /** The trap did not shut. */
    HOLDS,
    /** It did. */
    FALLS,
    /** The scenario could not be run here. */
    NOT_RUN,
    /** The trap is none of its business. */
    UNCONCERNED
  }

  static final Verdict UNCONCERNED = new Verdict(Kind.UNCONCERNED, "");

  /** What was measured, and whether that is good. */
  static Verdict of(boolean holds, String fact, Object... values) {
    return new Verdict(holds ? Kind.HOLDS : Kind.FALLS, String.format(Locale.ROOT, fact, values));
  }

  static Verdict notRun(String reason) {
    return new Verdict(Kind.NOT_RUN, reason);
  }

  boolean isHolds() {
    return kind == Kind.HOLDS;
  }

  /** As a cell of a table in Markdown. */
  String cell() {
    String text = fact.replace("|", "\\|").replaceAll("\\s+", " ");
    return switch (kind) {
      case HOLDS -> "holds: " + text;
      case FALLS -> "falls: " + text;
      case NOT_RUN -> "not run: " + text;
      case UNCONCERNED -> "–";
    };
  }
}
