package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.ClassPath;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Jars;
import dev.connections.processor.testkit.ModuleBoot;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A library and an application as named modules, on javac: with Eclipse's compiler, generated
 * sources do not see the types of their own module.
 */
class ModulePathTest {

  @TempDir private Path directory;

  @Test
  @Timeout(120)
  void aLibraryAndAnApplicationCompileAndBootAsNamedModules() throws Exception {
    Map<String, String> librarySources = new TreeMap<>(Sources.in(Sources.folder("good/library")));
    librarySources.put(
        "module-info.java",
        """
        module lib {
          requires transitive dev.connections.runtime;
          requires transitive jakarta.inject;
          exports lib;
        }
        """);
    Compiled library =
        new Compiler(TestCompiler.JAVAC, directory.resolve("library"))
            .modulePath(ClassPath.modules())
            .compile(librarySources);
    assertThat(library.report()).isEmpty();
    List<Path> path = new ArrayList<>(ClassPath.modules());
    path.add(Jars.of(library.classes(), directory.resolve("lib.jar")));
    Map<String, String> sources = new TreeMap<>(Sources.in(Sources.folder("good/including")));
    sources.put(
        "module-info.java",
        """
        module shop {
          requires lib;
        }
        """);
    sources.put(
        "shop/Main.java",
        """
        package shop;

        final class Main {
          public static void main(String[] arguments) {
            System.out.println(ConnectionTypes.all() + " " + Probe.sources());
          }
        }
        """);
    Compiled application =
        new Compiler(TestCompiler.JAVAC, directory.resolve("application"))
            .modulePath(path)
            .compile(sources);
    assertThat(application.report()).isEmpty();
    assertThat(application.generated("shop/ConnectionTypes.java"))
        .as("java.compiler is not read by this module")
        .doesNotContain("@Generated(");
    path.add(application.classes());
    assertThat(ModuleBoot.run(path, "shop/shop.Main"))
        .isEqualTo(
            "[Frugal, Shop, Needy] [0, true, 0 1, true, 1 1, NeedyFactory ShopFactory,"
                + " lib.LibConfigurationBinder, shop.ShopConfigurationBinder, true, 'Shop' is not a"
                + " connection type of shop.ConnectionTypes]");
  }
}
