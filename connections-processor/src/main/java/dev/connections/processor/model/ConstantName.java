package dev.connections.processor.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** Turns names into names of another case. */
public final class ConstantName {

  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static final Pattern NOT_IN_A_CONSTANT = Pattern.compile("[^A-Za-z0-9_]");

  private ConstantName() {}

  /** The constant: {@code PostgreSql} gives {@code POSTGRE_SQL}, {@code my-db} {@code MY_DB}. */
  public static String of(String typeName) {
    String words = WORD_BOUNDARY.matcher(typeName).replaceAll("_");
    return NOT_IN_A_CONSTANT.matcher(words).replaceAll("_").toUpperCase(Locale.ROOT);
  }

  /** In words joined by {@code -}: {@code ClientCertificate} gives {@code client-certificate}. */
  public static String lowerKebab(String simpleName) {
    return WORD_BOUNDARY.matcher(simpleName).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** A constant as the beginning of a method name: {@code POSTGRE_SQL} gives {@code postgreSql}. */
  public static String lowerCamel(String constant) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (char c : constant.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c == '_') {
        upper = name.length() > 0;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }
}
