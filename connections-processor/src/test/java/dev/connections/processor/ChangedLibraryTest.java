package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connections.failure.RegistryLinkError;
import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that was compiled against one version of a library, and runs with another. */
class ChangedLibraryTest {

  private static final String PROBE =
      """
      public final class Probe {
        public static String use() {
          return ConnectionTypes.LEDGER.name()
              + ConnectionTypes.all()
              + ConnectionTypes.source(null).types();
        }
      }
      """;

  @TempDir private Path directory;
  private Builds builds;
  private Compiled application;

  private static MadeSources library() {
    return MadeSources.library("lib", "LibTypes")
        .type(7, "Ledger", "java.time.Clock clock")
        .type(8, "Archive");
  }

  @BeforeEach
  void compileAgainstTheFirstVersion() {
    builds = new Builds(TestCompiler.JAVAC, directory, true);
    builds.build("lib", library());
    application =
        builds.build(
            "shop",
            MadeSources.application("shop", "include = lib.LibTypes.class").add("Probe", PROBE));
  }

  private Object use(MadeSources library) throws Throwable {
    builds.build("lib", library);
    try (URLClassLoader loader = application.loader(builds.path())) {
      return loader.loadClass("shop.Probe").getMethod("use").invoke(null);
    } catch (InvocationTargetException wrapped) {
      throw wrapped.getCause();
    }
  }

  private String rejection(MadeSources library) {
    RegistryLinkError thrown = assertThrows(RegistryLinkError.class, () -> use(library));
    assertThat(thrown)
        .hasMessageStartingWith(
            "[registry-link] shop.ConnectionTypes: it was compiled against another version of"
                + " lib.LibTypes than the one that is there\n  ")
        .hasMessageEndingWith(
            "\n  Recompile what has shop.ConnectionTypes against the library that is there now, or"
                + " put the library's former version back.");
    String message = String.valueOf(thrown.getMessage());
    return message.substring(message.indexOf('\n') + 3, message.lastIndexOf('\n'));
  }

  @Test
  void theSameVersionIsWhatItWas() throws Throwable {
    assertThat(use(library())).isEqualTo("Ledger[Ledger, Archive][Ledger, Archive]");
  }

  @Test
  void aRenamedTypeIsToldWithItsNewName() {
    assertThat(rejection(library().change("LedgerType", "name = \"Ledger\"", "name = \"Ledgers\"")))
        .isEqualTo(
            "'Ledger' is not a type of lib.LibTypes any more (it has Archive, Ledgers); did you mean"
                + " 'Ledgers'?");
  }

  @Test
  void aRemovedTypeIsTold() {
    assertThat(
            rejection(
                MadeSources.library("lib", "LibTypes").type(7, "Ledger", "java.time.Clock clock")))
        .isEqualTo("'Archive' is not a type of lib.LibTypes any more (it has Ledger)");
  }

  @Test
  void anotherIdIsTold() {
    assertThat(rejection(library().change("ArchiveType", "id = 8", "id = 9")))
        .matches("'Archive' has changed in what is linked to \\(id, .*\\): \\w{8} was .*");
  }

  @Test
  void anotherConfigurationIsTold() {
    assertThat(
            rejection(
                library()
                    .add(
                        "OtherConfiguration",
                        "public record OtherConfiguration(String url)"
                            + " implements dev.connections.ConnectionConfiguration {}")
                    .change("ArchiveType", "MadeConfiguration", "OtherConfiguration")))
        .startsWith("'Archive' has changed in what is linked to (");
  }

  @Test
  void anotherDependencyIsToldWithTheTypeThatHasIt() {
    assertThat(
            rejection(
                library().change("ArchiveType", "ArchiveFactory()", "ArchiveFactory(String text)")))
        .startsWith("'Archive' has changed in what is linked to (")
        .endsWith("\n  its source(…) has other parameters: its factories need other dependencies");
  }

  @Test
  void theDependencyOfAnAddedTypeIsTold() {
    assertThat(rejection(library().type(9, "Added", "String text")))
        .isEqualTo("its source(…) has other parameters: its factories need other dependencies");
  }

  @Test
  void anAddedTypeChangesNothing() throws Throwable {
    assertThat(use(library().type(6, "Added")))
        .isEqualTo("Ledger[Ledger, Archive][Ledger, Archive]");
  }

  @Test
  void anotherDescriptionChangesNothing() throws Throwable {
    assertThat(use(library().change("LedgerType", "Number 7.", "Seven.")))
        .isEqualTo("Ledger[Ledger, Archive][Ledger, Archive]");
  }

  @Test
  void aDependencyInATypeThatIsLeftOutIsToldAlthoughNothingOfTheLibraryIsListed() {
    builds.build("lib", library());
    application =
        builds.build(
            "shop",
            MadeSources.application(
                    "shop",
                    "include = lib.LibTypes.class",
                    "exclude = {@ExcludedType(registry = lib.LibTypes.class, name = \"Ledger\"),"
                        + " @ExcludedType(registry = lib.LibTypes.class, name = \"Archive\")}")
                .add("Probe", PROBE.replace("ConnectionTypes.LEDGER.name()", "\"\"")));

    assertThat(
            rejection(
                library().change("ArchiveType", "ArchiveFactory()", "ArchiveFactory(String text)")))
        .isEqualTo("its source(…) has other parameters: its factories need other dependencies");
  }
}
