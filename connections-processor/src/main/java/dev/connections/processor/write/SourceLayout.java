package dev.connections.processor.write;

import java.util.regex.Pattern;

/** Makes generated code look as if a person had laid it out, where JavaPoet cannot. */
final class SourceLayout {

  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("(?m)^( *)/\\*\\*\\n *\\* (.{1,80})\\n *\\*/$");
  private static final Pattern SHORT_ANNOTATION =
      Pattern.compile("(?m)^( *@[\\w.]+)\\(\\n +([^\\n]*[^,{\\n])\\n *\\)$");
  private static final Pattern EMPTY_BODY = Pattern.compile("\\{\\n *}");
  private static final Pattern TRAILING_SPACE = Pattern.compile("(?m) +$");

  private SourceLayout() {}

  /** The same code: one-line Javadoc on one line, empty bodies closed, no space at line ends. */
  static String of(String code) {
    String text = SHORT_JAVADOC.matcher(code).replaceAll("$1/** $2 */");
    text = SHORT_ANNOTATION.matcher(text).replaceAll("$1($2)");
    text = EMPTY_BODY.matcher(text).replaceAll("{}");
    return TRAILING_SPACE.matcher(text).replaceAll("");
  }
}
