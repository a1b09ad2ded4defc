package dev.connections.processor.model;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Makes names for what generated code declares. */
public final class Identifiers {

  private Identifiers() {}

  /** With a small first letter: {@code SqlTypes} gives {@code sqlTypes}. */
  public static String decapitalized(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * The first of {@code wanted}, {@code wanted2}, {@code wanted3} … that is free and no keyword. It
   * is taken from then on.
   */
  public static String take(String wanted, Set<String> taken) {
    return take(wanted, "", taken);
  }

  /** The same for a constant, whose number is a word of its own: {@code WANTED_2}. */
  public static String takeConstant(String wanted, Set<String> taken) {
    return take(wanted, "_", taken);
  }

  private static String take(String wanted, String separator, Set<String> taken) {
    String name = wanted;
    for (int i = 2; SourceVersion.isKeyword(name) || !taken.add(name); i++) {
      name = wanted + separator + i;
    }
    return name;
  }
}
