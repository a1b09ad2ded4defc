package dev.connections.internal.drift;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Understands the resource that the processor writes into the jar of a library.
 *
 * <p>It may have been written several times over, one after another: that is what tools that pack
 * many jars into one make of files of one name when they are told to append them.
 */
final class LibraryResource {

  /** Where it is in the jar. */
  static final String NAME = "META-INF/connections/library-registry.properties";

  private static final int FORMAT = 1;
  private static final int LONGEST_SHOWN = 60;
  private static final String FIRST_KEY = "registry";

  private LibraryResource() {}

  /**
   * The registries that it lists, at least one.
   *
   * @throws UnreadableResourceException if it is not one, or if it is of another format
   */
  static List<LibraryRegistry> parse(String text) throws UnreadableResourceException {
    List<LibraryRegistry> registries = new ArrayList<>();
    for (String part : parts(text)) {
      registries.add(registry(properties(part)));
    }
    return registries;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean begun = false;
    for (String line : text.lines().toList()) {
      boolean begins = line.startsWith(FIRST_KEY + "=");
      if (begins && begun) {
        parts.add(part.toString());
        part.setLength(0);
      }
      begun |= begins;
      part.append(line).append('\n');
    }
    parts.add(part.toString());
    return parts;
  }

  private static Properties properties(String part) throws UnreadableResourceException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(part));
    } catch (IOException | IllegalArgumentException malformed) {
      throw new UnreadableResourceException("it is not a properties file: " + malformed);
    }
    return properties;
  }

  private static LibraryRegistry registry(Properties properties)
      throws UnreadableResourceException {
    checkFormat(properties.getProperty("format", "").strip());
    String name = properties.getProperty(FIRST_KEY, "").strip();
    if (!isCanonicalName(name)) {
      throw new UnreadableResourceException(
          "registry = " + shown(name) + " is not the canonical name of a class");
    }
    return new LibraryRegistry(name, shortened(properties.getProperty("generator", "").strip()));
  }

  private static void checkFormat(String format) throws UnreadableResourceException {
    int number;
    try {
      number = Integer.parseInt(format);
    } catch (NumberFormatException notANumber) {
      throw new UnreadableResourceException("format = " + shown(format) + " is not a number");
    }
    if (number != FORMAT) {
      throw new UnreadableResourceException(
          "it has format "
              + number
              + ", but this version of connections-runtime knows only format "
              + FORMAT
              + ": use versions of the processor and the runtime that fit together");
    }
  }

  private static boolean isCanonicalName(String name) {
    boolean begins = true;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (begins ? !Character.isJavaIdentifierStart(letter) : letter != '.' && !isPart(letter)) {
        return false;
      }
      begins = letter == '.';
    }
    return !begins;
  }

  private static boolean isPart(char letter) {
    return Character.isJavaIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter);
  }

  private static String shown(String value) {
    return '"' + shortened(value) + '"';
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
  }
}
