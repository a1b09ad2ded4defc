package dev.connections.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comments become plain text. */
class JavadocCommentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Plain text|Plain text",
        "One. Two.|One.",
        "One, e.g. this. Two.|One, e.g. this.",
        "Version 1.5 of it. Two.|Version 1.5 of it.",
        "Use {@code a.b. C<T>}. Two.|Use a.b. C<T>.",
        "See {@link java.util.List}.|See java.util.List.",
        "See {@link #name} and {@link Map#get(Object, int)}.|See name and Map.get(Object, int).",
        "See {@link List the list} or {@linkplain Map#get(A, B) a map}.|See the list or a map.",
        "A <b>bold</b> <a href=\"x\">word</a><br>here.|A bold word here.",
        "No stop<p>Next paragraph|No stop",
        "<p>First. Next|First.",
        "A list: <ul><li>one</ul>|A list:",
        "a &lt; b &amp;&amp; c &gt; d &#8212; &#x21; &unknown; & e|a < b && c > d \u2014 ! &unknown; & e",
        "1 < 2 and 3 <4.|1 < 2 and 3 <4.",
        "{@inheritDoc} More.|More.",
        "{@return the size}|the size",
        "{@value #MAX} at most.|MAX at most.",
        "An {@code open brace.|An open brace.",
      })
  void theFirstSentenceIsPlainText(String comment, String expected) {
    assertThat(JavadocComment.of(comment).sentence()).isEqualTo(expected);
  }

  @Test
  void linesBecomeOne() {
    assertThat(JavadocComment.of(" One\n that goes\ton\n over lines. Two.\n").sentence())
        .isEqualTo("One that goes on over lines.");
  }

  @Test
  void parametersAreWhatTheirTagsSayUpToTheFirstParagraphsEnd() {
    JavadocComment comment =
        JavadocComment.of(
            """
             Says it. More.

             <pre>{@code
             @param not one
             }</pre>

             @param name how it is {@linkplain
                 String called}. Twice
             @param size
                 how many <p>At most.
             @param <T> the type
             @see name
             @param empty
            """);

    assertThat(comment.sentence()).isEqualTo("Says it.");
    assertThat(comment.parameter("name")).isEqualTo("how it is called. Twice");
    assertThat(comment.parameter("size")).isEqualTo("how many");
    assertThat(comment.parameter("empty")).isEmpty();
    assertThat(comment.parameter("not")).isEmpty();
    assertThat(comment.parameter("other")).isEmpty();
  }

  @Test
  void aBookIsCutOff() {
    assertThat(JavadocComment.of("word ".repeat(50_000)).sentence())
        .hasSizeLessThanOrEqualTo(1_000)
        .endsWith("word\u2026");
  }

  @Test
  void noCommentSaysNothing() {
    assertThat(JavadocComment.of(null).sentence()).isEmpty();
    assertThat(JavadocComment.of("").sentence()).isEmpty();
  }
}
