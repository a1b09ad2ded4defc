package dev.connections.processor.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that mean the same in Java and in JSON Schema are translated, others are not. */
class PortablePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[a-z]+|^(?:[a-z]+)$",
        "[^a-z.]{2,3}?x*|^(?:[^a-z.]{2,3}?x*)$",
        "(a)b(?:c)(?=d)(?!e)|^(?:(?:a)b(?:c)(?=d)(?!e))$",
        "\\d\\w\\.\\-\\@|^(?:\\d\\w\\.-@)$",
        "[\\w.\\-]|^(?:[\\w.\\-])$",
        "\\s[\\s,]\\S|^(?:[ \\t\\n\\x0B\\f\\r][ \\t\\n\\x0B\\f\\r,][^ \\t\\n\\x0B\\f\\r])$",
        "a}]|^(?:a\\}\\])$",
      })
  void translated(String java, String portable) {
    assertThat(PortablePattern.of(java)).contains(portable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)a",
        "a++",
        "a*+",
        "(?<name>a)",
        "(?<=a)b",
        "(?>a)",
        "\\p{Alpha}",
        "\\Qa\\E",
        "\\bword",
        "\\1",
        "[a-z&&[^b]]",
        "[a[b]]",
        "[\\w-z]",
        "[\\S]",
        "^a$",
        "\u00e4",
        "a\\",
        "[a",
      })
  void notTranslated(String java) {
    assertThat(PortablePattern.of(java)).isEmpty();
  }
}
