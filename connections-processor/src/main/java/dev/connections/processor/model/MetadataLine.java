package dev.connections.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of what generated class files say to other compilations: keys with values, some of them
 * several times, such as {@code id=10<tab>name=Ledger}. Written and read by the processor only.
 * (Nested annotations would say the same, and took javac longer than all the rest of a registry.)
 * Not thread-safe.
 */
public final class MetadataLine {

  private final List<String> keys = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** Begins empty. */
  public MetadataLine() {}

  /** Reads a line; what is no pair is passed over. */
  public static MetadataLine parse(String text) {
    MetadataLine line = new MetadataLine();
    for (String pair : text.split("\t", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        line.add(pair.substring(0, equals), unescaped(pair.substring(equals + 1)));
      }
    }
    return line;
  }

  /** Adds a value. */
  public MetadataLine add(String key, String value) {
    keys.add(key);
    values.add(value);
    return this;
  }

  /** Adds a value unless it is empty. */
  public MetadataLine addIfAny(String key, String value) {
    return value.isEmpty() ? this : add(key, value);
  }

  /** Adds all values of a key. */
  public MetadataLine addAll(String key, List<String> all) {
    all.forEach(value -> add(key, value));
    return this;
  }

  /** Whether it has a value of a key. */
  public boolean has(String key) {
    return keys.contains(key);
  }

  /** The first value of a key; empty if there is none. */
  public String get(String key) {
    int index = keys.indexOf(key);
    return index < 0 ? "" : values.get(index);
  }

  /** The first value of a key as a number; 0 if there is none. */
  public int number(String key) {
    try {
      return Integer.parseInt(get(key));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  /** All values of a key, in order. */
  public List<String> all(String key) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).equals(key)) {
        all.add(values.get(i));
      }
    }
    return all;
  }

  /** The line as class files keep it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "" : "\t").append(keys.get(i)).append('=');
      escape(values.get(i), text);
    }
    return text.toString();
  }

  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\\' || i == value.length() - 1) {
        text.append(c);
      } else {
        i++;
        switch (value.charAt(i)) {
          case 't' -> text.append('\t');
          case 'n' -> text.append('\n');
          case 'r' -> text.append('\r');
          default -> text.append(value.charAt(i));
        }
      }
    }
    return text.toString();
  }
}
