package dev.connections.internal.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryResourceTest {

  @Test
  void whatTheProcessorWritesIsUnderstood() throws Exception {
    assertThat(LibraryResource.parse("registry=lib.Outer.LibTypes\ngenerator=1.0\nformat=1\n"))
        .containsExactly(new LibraryRegistry("lib.Outer.LibTypes", "1.0"));
  }

  @Test
  void lettersBeyondLatin1AreEscapedAsInAnyPropertiesFile() throws Exception {
    assertThat(LibraryResource.parse("registry=lib.\\u0416Types\nformat=1\n"))
        .containsExactly(new LibraryRegistry("lib.\u0416Types", ""));
  }

  @Test
  void resourcesThatWereAppendedToEachOtherAreAllUnderstood() throws Exception {
    String appended =
        "# packed\n" + LibraryJars.resource("lib.A") + "\n" + LibraryJars.resource("lib.B");

    assertThat(LibraryResource.parse(appended))
        .extracting(LibraryRegistry::name)
        .containsExactly("lib.A", "lib.B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "LibTypes;", ".LibTypes", "lib.", "lib..Types", "7lib.Types", "lib Types"})
  void aRegistryThatIsNoNameOfAClassIsRefusedWithItsValue(String name) {
    assertThatThrownBy(() -> LibraryResource.parse("registry=" + name + "\nformat=1\n"))
        .isInstanceOf(UnreadableResourceException.class)
        .hasMessage("registry = \"" + name + "\" is not the canonical name of a class");
  }

  @Test
  void anEmptyResourceIsRefused() {
    assertThatThrownBy(() -> LibraryResource.parse("")).hasMessage("format = \"\" is not a number");
  }

  @Test
  void anotherFormatIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> LibraryResource.parse("registry=lib.A\nformat=2\n"))
        .hasMessageContaining("it has format 2")
        .hasMessageContaining("knows only format 1: use versions");
    assertThatThrownBy(() -> LibraryResource.parse("registry=lib.A\nformat=one\n"))
        .hasMessage("format = \"one\" is not a number");
  }

  @Test
  void aMalformedEscapeIsRefused() {
    assertThatThrownBy(() -> LibraryResource.parse("registry=lib.\\u12\nformat=1\n"))
        .isInstanceOf(UnreadableResourceException.class)
        .hasMessageContaining("it is not a properties file");
  }

  @Test
  void longValuesAreShortenedInMessages() {
    assertThatThrownBy(
            () -> LibraryResource.parse("registry=" + "-".repeat(5_000) + "\nformat=1\n"))
        .hasMessage("registry = \"" + "-".repeat(60) + "…\" is not the canonical name of a class");
  }
}
