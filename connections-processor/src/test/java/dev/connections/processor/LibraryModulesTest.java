package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.ModuleBoot;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What libraries have to be as modules. Eclipse's batch compiler runs no processor there. */
@Timeout(120)
class LibraryModulesTest {

  private static final String MAIN =
      """
      final class Main {
        public static void main(String[] arguments) {
          StringBuilder text = new StringBuilder();
          var source = ConnectionTypes.source();
          for (var type : source.types()) {
            if (type.id() % 100 < 3) {
              text.append(type).append(' ').append(source.factory(type).getClass().getSimpleName())
                  .append(' ').append(type.connectionClass().getName()).append("; ");
            }
          }
          System.out.print(ConnectionTypes.all().size() + " " + text);
        }
      }
      """;

  @TempDir private Path directory;

  private void assertRefused(String name, MadeSources library) {
    Goldens.compareReport(
        Sources.folder("modules").resolve(name),
        TestCompiler.JAVAC,
        Builds.ofModules(directory).compile(library).report());
  }

  private static MadeSources module(String name, String directives, MadeSources sources) {
    return sources.module(
        "module "
            + name
            + " {\n  requires transitive dev.connections.runtime;\n"
            + "  requires transitive jakarta.inject;\n"
            + directives
            + "\n}\n");
  }

  @Test
  void aRegistryThatIsNotExportedIsRefused() {
    assertRefused(
        "registry-not-exported",
        module("lib", "", MadeSources.library("lib", "LibTypes").type(7, "Ledger")));
  }

  @Test
  void whatUsersSeeIsExportedTypeArgumentsAndQualifiersToo() {
    MadeSources library =
        MadeSources.library("lib", "LibTypes")
            .type(
                7,
                "Ledger",
                "@lib.marks.Marked java.util.List<? extends lib.parts.Part[]> parts",
                "String plain")
            .change("LedgerType", "MadeConnection", "lib.api.HiddenConnection")
            .change("LedgerType", "new MadeHandle<>(context)", "null")
            .addTo(
                "lib.api",
                "HiddenConnection",
                "public interface HiddenConnection extends dev.connections.ManagedConnection<Object>"
                    + " {}")
            .addTo("lib.parts", "Part", "public interface Part {}")
            .addTo(
                "lib.marks",
                "Marked",
                "import java.lang.annotation.*;\n@jakarta.inject.Qualifier"
                    + " @Retention(RetentionPolicy.RUNTIME) public @interface Marked {}");
    assertRefused("parts-not-exported", module("lib", "  exports lib;", library));
  }

  @Test
  void qualifiedExportsAreEnough() {
    MadeSources library =
        module("lib", "  exports lib to shop;", MadeSources.library("lib", "LibTypes"));
    assertThat(Builds.ofModules(directory).compile(library).report()).isEmpty();
  }

  @Test
  void allPartsOfALargeLibraryAreReadAcrossModules() throws Exception {
    Builds builds = Builds.ofModules(directory);
    builds.build("lib", module("lib", "  exports lib;", LongLinksTest.library()));
    builds.build(
        "shop",
        MadeSources.application("shop", "include = lib.LibTypes.class")
            .add("Main", MAIN.replace("append(type)", "append(type.id())"))
            .module("module shop { requires lib; }"));

    assertThat(ModuleBoot.run(builds.modulePath(), "shop/shop.Main"))
        .isEqualTo(
            "310 1 Factory1 lib.Holder; 2 Factory2 lib.Holder; 100 Factory100 lib.Holder;"
                + " 101 Factory101 lib.Holder; 102 Factory102 lib.Holder;"
                + " 200 Factory200 lib.Holder; 201 Factory201 lib.Holder;"
                + " 202 Factory202 lib.Holder; 300 Factory300 lib.Holder;"
                + " 301 Factory301 lib.Holder; 302 Factory302 lib.Holder;");
  }

  @Test
  void plainJarsAreIncludedAsAutomaticModules() throws Exception {
    Builds plain = new Builds(TestCompiler.JAVAC, directory, true);
    plain.build("one", MadeSources.library("one", "LibTypes").type(1, "One"));
    plain.build(
        "two",
        MadeSources.library("two", "LibTypes", "include = one.LibTypes.class").type(2, "Two"));
    Builds builds = plain.onTheModulePath();
    builds.build(
        "shop",
        MadeSources.application("shop", "include = {two.LibTypes.class, one.LibTypes.class}")
            .add("Main", MAIN)
            .module(
                """
                module shop {
                  requires one;
                  requires two;
                  requires dev.connections.runtime;
                  requires jakarta.inject;
                }
                """));

    assertThat(ModuleBoot.run(builds.modulePath(), "shop/shop.Main"))
        .isEqualTo("2 One OneFactory one.MadeConnection; Two TwoFactory two.MadeConnection;");
  }
}
