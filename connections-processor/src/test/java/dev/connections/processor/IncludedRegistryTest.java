package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Goldens;
import dev.connections.processor.testkit.Jars;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.lang.management.ManagementFactory;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A library's registry, included by an application's. */
class IncludedRegistryTest {

  @TempDir private Path directory;

  private Compiled library(TestCompiler compiler) {
    Compiled library =
        new Compiler(compiler, directory.resolve("library"))
            .compile(Sources.in(Sources.folder("good/library")));
    assertThat(library.report()).isEmpty();
    return library;
  }

  private Compiled application(TestCompiler compiler, Path library) {
    Compiled application =
        new Compiler(compiler, directory.resolve("application"))
            .with(library)
            .compile(Sources.in(Sources.folder("good/including")));
    assertThat(application.report()).isEmpty();
    assertThat(application.success()).as(application.output()).isTrue();
    return application;
  }

  private static Object call(Compiled application, Path library, String method) throws Exception {
    try (URLClassLoader loader = application.loader(library)) {
      return loader.loadClass("shop.Probe").getMethod(method).invoke(null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLibraryHasConstantsLookUpsAndASourceButNoWiring(TestCompiler compiler) {
    Compiled library = library(compiler);
    Goldens.compare("library", library.generated());
    assertThat(library.generated("lib/LibTypes.java"))
        .doesNotContain("ConnectionProvider", "open(");
    assertThat(library.generated().keySet()).noneMatch(path -> path.endsWith("Module.java"));
  }

  @ParameterizedTest
  @EnumSource
  void anApplicationReExportsWhatItIncludes(TestCompiler compiler) {
    Compiled library = library(compiler);
    Goldens.compare("including", application(compiler, library.classes()).generated());
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,false", "JAVAC,true", "ECJ,false", "ECJ,true"})
  void lookUpsFindOwnAndIncludedTypesInOrder(TestCompiler compiler, boolean jar) throws Exception {
    Path library = library(compiler).classes();
    library = jar ? Jars.of(library, directory.resolve("library.jar")) : library;
    assertThat(call(application(compiler, library), library, "lookups"))
        .hasToString(
            "[[Frugal, Shop, Needy], true, true, Shop, Needy, true, true, [Frugal, Shop, Needy],"
                + " [], [Shop, Frugal, Needy], [Needy], [Frugal, Needy], [], lib.LibConnection,"
                + " shop.ShopConfiguration]");
  }

  @ParameterizedTest
  @CsvSource({"JAVAC,false", "JAVAC,true", "ECJ,false", "ECJ,true"})
  void theSourceMakesEachFactoryOnceWhenItIsAskedFor(TestCompiler compiler, boolean jar)
      throws Exception {
    Path library = library(compiler).classes();
    library = jar ? Jars.of(library, directory.resolve("library.jar")) : library;
    assertThat(call(application(compiler, library), library, "sources"))
        .hasToString(
            "[0, true, 0 1, true, 1 1, NeedyFactory ShopFactory, lib.LibConfigurationBinder,"
                + " shop.ShopConfigurationBinder, true, 'Shop' is not a connection type of"
                + " shop.ConnectionTypes]");
  }

  @Test
  void lookUpsAllocateNothing() throws Exception {
    Path library = library(TestCompiler.JAVAC).classes();
    Compiled application = application(TestCompiler.JAVAC, library);
    try (URLClassLoader loader = application.loader(library)) {
      var method = loader.loadClass("shop.Probe").getMethod("manyLookups", int.class);
      Object thousand = method.invoke(null, 1_000);
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      Object million = method.invoke(null, 1_000_000);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(thousand).isNotEqualTo(million);
      // The reflective call itself takes some hundred bytes; one object a look-up would be 16 MB.
      assertThat(allocated).isLessThan(100_000);
    }
  }

  @Test
  void theClassesOfATypeAreLoadedWhenItIsUsed() throws Exception {
    Path library = library(TestCompiler.JAVAC).classes();
    Compiled application = application(TestCompiler.JAVAC, library);
    try (RecordingLoader loader = new RecordingLoader(application.classes(), library)) {
      Class<?> registry = Class.forName("shop.ConnectionTypes", true, loader);
      registry.getMethod("getByName", String.class).invoke(null, "Shop");
      assertThat(loader.loaded()).noneMatch(name -> name.matches(".*(DetailsPart1|Classes)$"));
      registry.getMethod("getByCategory", String.class).invoke(null, "Sql");
      Object descriptor = registry.getField("SHOP").get(null);
      assertThat(loader.loaded())
          .contains("shop.ConnectionTypes", "lib.LibTypes")
          .noneMatch(
              name ->
                  name.matches(".*(Factory|Configuration|Connection|Binder|TypesEntry|ShopType)$"));
      descriptor.getClass().getMethod("configurationClass").invoke(descriptor);
      assertThat(loader.loaded())
          .contains("shop.ShopConfiguration")
          .noneMatch(name -> name.startsWith("lib.LibCon"));
    }
  }
}
