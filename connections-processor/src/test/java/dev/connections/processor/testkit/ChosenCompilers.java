package dev.connections.processor.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The compilers that the long lists of cases run on: all, or those that {@code -Dcompilers=JAVAC}
 * names. Mutation testing runs every case many times, and a second compiler finds little more.
 */
public final class ChosenCompilers {

  private static final String CHOSEN = System.getProperty("compilers", "");

  private ChosenCompilers() {}

  /** Those of an enumeration of compilers that are chosen, in its order. */
  public static <C extends Enum<C>> Stream<C> of(Class<C> compilers) {
    Set<String> names = Set.of(CHOSEN.toUpperCase(Locale.ROOT).split(","));
    return Arrays.stream(compilers.getEnumConstants())
        .filter(compiler -> CHOSEN.isEmpty() || names.contains(compiler.name()));
  }
}
