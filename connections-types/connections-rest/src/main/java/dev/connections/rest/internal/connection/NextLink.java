package dev.connections.rest.internal.connection;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the link to the next page in headers {@code Link}: RFC 8288, section 3. */
public final class NextLink {

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  /** One parameter: a name, and perhaps a value with or without quotes. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\s*;\\s*(" + TOKEN + ")?\\s*(?:=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\",;]*)))?");

  private static final Pattern TARGET = Pattern.compile("[\\s,]*<([^>]*)>");

  private NextLink() {}

  /** The target of the first link whose relation is {@code next}; null if there is none. */
  public static @Nullable String in(List<String> headers) {
    for (String header : headers) {
      String found = in(header);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String in(String header) {
    Matcher target = TARGET.matcher(header);
    int at = 0;
    while (target.find(at) && target.start() == at) {
      at = target.end();
      String relation = null;
      boolean ofThisPage = true;
      Matcher parameter = PARAMETER.matcher(header).region(at, header.length());
      while (parameter.lookingAt()) {
        String name = String.valueOf(parameter.group(1)).toLowerCase(Locale.ROOT);
        String quoted = parameter.group(2);
        String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
        if (name.equals("rel") && relation == null) { // the first one counts
          relation = value;
        }
        ofThisPage &= !name.equals("anchor"); // it would be the link of something else
        at = parameter.end();
        parameter.region(at, header.length());
      }
      if (ofThisPage && relation != null && isNext(relation)) {
        return target.group(1).strip();
      }
    }
    return null;
  }

  private static boolean isNext(String relations) {
    for (String relation : relations.strip().split("\\s+", -1)) {
      if (relation.equalsIgnoreCase("next")) {
        return true;
      }
    }
    return false;
  }
}
