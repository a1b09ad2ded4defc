package dev.connections.spi.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.RegistryLinkError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryLinksTest {

  private static void check(String actual, String expected) {
    RegistryLinks.check("shop.ConnectionTypes", "lib.LibTypes", actual, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Frugal=1a2b3c4d Needy=5d6e7f80, Frugal=1a2b3c4d Needy=5d6e7f80",
    "Frugal=1a2b3c4d Needy=5d6e7f80, Needy=5d6e7f80",
    "Frugal=1a2b3c4d Needy=5d6e7f80, Frugal=1a2b3c4d",
    "Early=00000000 Frugal=1a2b3c4d Late=11111111 Needy=5d6e7f80 Very=22222222,"
        + " Frugal=1a2b3c4d Needy=5d6e7f80",
    "Frugal=1a2b3c4d, ''",
    "'', ''",
  })
  void linksThatAreAllThereAreFine(String actual, String expected) {
    assertThatCode(() -> check(actual, expected)).doesNotThrowAnyException();
  }

  @Test
  void theOrderDoesNotMatter() {
    assertThatCode(() -> check("Needy=5d6e7f80 Frugal=1a2b3c4d", "Frugal=1a2b3c4d Needy=5d6e7f80"))
        .doesNotThrowAnyException();
  }

  @Test
  void aTypeThatIsGoneAndOneThatChangedAreNamedWithWhatToDo() {
    RegistryLinkError error =
        catchThrowableOfType(
            RegistryLinkError.class,
            () ->
                check(
                    "Frugal=00000000 Neddy=5d6e7f80 Other=99999999",
                    "Frugal=1a2b3c4d Needy=5d6e7f80"));

    assertThat(error)
        .hasMessage(
            """
            [registry-link] shop.ConnectionTypes: it was compiled against another version of \
            lib.LibTypes than the one that is there
              'Frugal' has changed in what is linked to (id, constant, connection type, \
            configuration type or dependencies): 1a2b3c4d was expected, 00000000 is there
              'Needy' is not a type of lib.LibTypes any more (it has Frugal, Neddy, Other); did you \
            mean 'Neddy'?
              Recompile what has shop.ConnectionTypes against the library that is there now, or put \
            the library's former version back.""");
    assertThat(error.code()).isEqualTo("registry-link");
    assertThat(error.diagnosis().connection()).isEqualTo("shop.ConnectionTypes");
    assertThat(error.diagnosis().nextStep()).startsWith("Recompile");
  }

  @Test
  void otherParametersOfASourceAreToldAsSuchAndNotAsAType() {
    RegistryLinkError error =
        catchThrowableOfType(
            RegistryLinkError.class,
            () -> check("Needy=5d6e7f80 source()=00000000", "Frugal=1a2b3c4d source()=1a2b3c4d"));

    assertThat(error)
        .hasMessageContainingAll(
            "\n  'Frugal' is not a type of lib.LibTypes any more (it has Needy)\n",
            "\n  its source(…) has other parameters: its factories need other dependencies\n");
  }

  @ParameterizedTest
  @CsvSource({
    "FrugalToo=1a2b3c4d, Frugal=1a2b3c4d",
    "Frugal=1a2b3c4d, FrugalToo=1a2b3c4d",
    "Frugal=1a2b3c4d5, Frugal=1a2b3c4d",
    "Frugal=1a2b3c4, Frugal=1a2b3c4d",
    "NotFrugal=1a2b3c4d, Frugal=1a2b3c4d",
    "Frugal, Frugal=1a2b3c4d",
  })
  void anEntryIsComparedAsAWhole(String actual, String expected) {
    assertThatThrownBy(() -> check(actual, expected)).isInstanceOf(RegistryLinkError.class);
  }

  @Test
  void aLibraryThatLostAllTypesIsSaidToHaveNone() {
    assertThatThrownBy(() -> check("", "Frugal=1a2b3c4d"))
        .hasMessageContaining("'Frugal' is not a type of lib.LibTypes any more (it has none)\n");
  }

  @Test
  void thousandsOfTypesAreComparedEachOnce() {
    String actual = links(0, 5_000);

    assertThatCode(() -> check(actual, links(2_500, 5_000))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(actual, links(4_999, 5_001)))
        .hasMessageContaining("'Type5000' is not a type")
        .hasMessageNotContaining("'Type4999' is not");
  }

  private static String links(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> String.format("Type%04d=%08x", i, i))
        .collect(Collectors.joining(" "));
  }

  @Test
  void theErrorPassesAStaticInitializerAsItIsAndEveryLaterUseRepeatsItsMessage() {
    Throwable first = catchThrowable(Outdated::touch);
    Throwable second = catchThrowable(Outdated::touch);

    assertThat(first).isInstanceOf(RegistryLinkError.class).hasNoCause();
    assertThat(second).isInstanceOf(NoClassDefFoundError.class);
    assertThat(second.getCause()).hasMessageContaining("'Needy' is not a type of lib.LibTypes");
  }

  private static final class Outdated {
    static {
      check("Frugal=1a2b3c4d", "Needy=5d6e7f80");
    }

    static void touch() {}
  }

  @Test
  void whatOnlyAFailureNeedsIsNotLoadedBefore() throws Exception {
    RecordingLoader loader = new RecordingLoader();
    var check =
        loader
            .loadClass("dev.connections.spi.registry.RegistryLinks")
            .getMethod("check", String.class, String.class, String.class, String.class);

    check.invoke(null, "app", "lib", "A=1", "A=1");
    check.invoke(null, "app", "lib", "A=1 B=2", "B=2");
    assertThat(loader.loaded).containsExactly("dev.connections.spi.registry.RegistryLinks");

    assertThatThrownBy(() -> check.invoke(null, "app", "lib", "A=1", "A=2"))
        .cause()
        .hasMessageContaining("[registry-link]");
    assertThat(loader.loaded)
        .contains(
            "dev.connections.spi.registry.BrokenLinks",
            "dev.connections.failure.RegistryLinkError");
  }

  /** Loads the runtime's classes anew and keeps their names; all others come from the tests'. */
  private static final class RecordingLoader extends ClassLoader {

    private final List<String> loaded = new ArrayList<>();

    RecordingLoader() {
      super(RegistryLinks.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.connections.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        loaded.add(name);
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
