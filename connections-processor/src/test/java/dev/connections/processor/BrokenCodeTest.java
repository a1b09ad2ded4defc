package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dagger.internal.codegen.ComponentProcessor;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.Compiler;
import dev.connections.processor.testkit.Sources;
import dev.connections.processor.testkit.TestCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that uses everything, in {@code broken/application}, is broken in one place after
 * the other. Beside what the compiler itself says about that place there is what is expected of us
 * and nothing else: nothing from Dagger, whose component stands in the same compilation, and
 * nothing about generated classes that are not there.
 */
class BrokenCodeTest {

  /** Where one place is broken, and which of our codes that gives. */
  record Edit(
      String name,
      String file,
      String from,
      String to,
      String seenIn,
      List<String> codes,
      List<String> codesOnEcj) {

    Edit(String name, String file, String from, String to) {
      this(name, file, from, to, file, List.of(), List.of());
    }

    Edit says(int... numbers) {
      return new Edit(name, file, from, to, seenIn, codes(numbers), codes(numbers));
    }

    Edit saysOnEcj(int... numbers) {
      return new Edit(name, file, from, to, seenIn, codes, codes(numbers));
    }

    /** The file in which the compiler sees it, if that is another one. */
    Edit seenIn(String other) {
      return new Edit(name, file, from, to, other, codes, codesOnEcj);
    }

    private static List<String> codes(int... numbers) {
      List<String> codes = new ArrayList<>();
      for (int number : numbers) {
        codes.add("CONN-" + number);
      }
      return codes;
    }

    Map<String, String> in(Map<String, String> application) {
      Map<String, String> sources = new TreeMap<>(application);
      String text = Objects.requireNonNull(sources.get(file), file);
      assertThat(text).contains(from);
      sources.put(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
      return sources;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Javac 17 leaves an annotation that it does not find out of what processors see; 25 does not.
   */
  private static final boolean MISSPELT_ANNOTATIONS_ARE_SEEN = Runtime.version().feature() >= 25;

  /** Broken so that the compiler still runs processors. */
  static final List<Edit> PROCESSED =
      List.of(
          new Edit("connection", "stock/StockType.java", "<StockConnection", "<Lost").says(104),
          new Edit("configuration", "stock/StockType.java", "StockConfiguration, ", "Lost, ")
              .says(104),
          new Edit("factory", "stock/StockType.java", "StockFactory>", "Lost>").says(104),
          new Edit(
                  "inside connection",
                  "stock/StockType.java",
                  "<StockConnection",
                  "<java.util.List<Lost>")
              .says(104),
          new Edit(
                  "inside configuration",
                  "stock/StockType.java",
                  "StockConfiguration, ",
                  "java.util.List<Lost>, ")
              .says(104),
          new Edit(
                  "inside factory",
                  "stock/StockType.java",
                  "StockFactory>",
                  "java.util.List<Lost>>")
              .says(104),
          new Edit("base", "stock/StockType.java", "ConnectionTypeBase<", "Lost<").says(104),
          new Edit(
                  "connection's interface",
                  "stock/StockConnection.java",
                  "extends ManagedConnection",
                  "extends Lost")
              .says(104),
          new Edit("connection's argument", "stock/StockConnection.java", "<Object>", "<Lost>"),
          new Edit(
                  "configuration's interface",
                  "stock/StockConfiguration.java",
                  "implements ConnectionConfiguration",
                  "implements Lost")
              .says(104),
          new Edit(
              "configuration's other interface",
              "stock/StockConfiguration.java",
              "implements ConnectionConfiguration",
              "implements ConnectionConfiguration, Lost"),
          new Edit(
                  "factory's superclass",
                  "stock/StockFactory.java",
                  "extends StockFactoryBase",
                  "extends Lost")
              .says(104),
          new Edit(
                  "factory's interface",
                  "stock/StockFactory.java",
                  "implements ConnectionFactory<",
                  "implements Lost<")
              .says(104),
          new Edit(
                  "factory's interface's argument",
                  "stock/StockFactory.java",
                  "ConnectionFactory<StockConnection, ",
                  "ConnectionFactory<Lost, ")
              .says(104),
          new Edit(
                  "factory's superclass's superclass",
                  "stock/StockFactoryBase.java",
                  "StockFactoryBase {",
                  "StockFactoryBase extends Lost {")
              .says(104),
          new Edit("parameter", "stock/StockFactory.java", "(Clock", "(Lost").says(104),
          new Edit("qualifier", "stock/StockFactory.java", "@Audit", "@Lost"),
          new Edit("wrapper", "stock/StockFactory.java", "Provider<Clock>", "Lost<Clock>")
              .says(104),
          new Edit("wrapped", "stock/StockFactory.java", "Provider<Clock>", "Provider<Lost>")
              .says(104),
          new Edit(
                  "thrown",
                  "stock/StockFactory.java",
                  "auditClock) {}",
                  "auditClock) throws Lost {}")
              .says(104),
          new Edit("component", "stock/StockConfiguration.java", "String url", "Lost url")
              .says(104),
          new Edit(
                  "component's argument",
                  "stock/StockConfiguration.java",
                  "List<Realm> realms",
                  "List<Lost> realms")
              .says(104),
          new Edit(
                  "component's generic",
                  "stock/StockConfiguration.java",
                  "List<Realm> realms",
                  "Lost<Realm> realms")
              .says(104),
          new Edit(
              "component's annotation",
              "stock/StockConfiguration.java",
              "@Description(\"Where it is\")",
              "@Lost(\"Where it is\")"),
          new Edit(
              "component's annotation's value",
              "stock/StockConfiguration.java",
              "@Description(\"Where it is\")",
              "@Description(LOST)"),
          new Edit("nested component", "stock/Realm.java", "String name", "Lost name").says(104),
          new Edit("nested component's argument", "stock/Realm.java", "List<String>", "List<Lost>")
              .says(104),
          new Edit("nested annotation", "stock/Realm.java", "String name", "@Lost String name"),
          new Edit(
                  "variant",
                  "stock/StockConfiguration.java",
                  "permits Basic, Bearer",
                  "permits Basic, Bearer, Lost")
              .says(104),
          new Edit(
                  "variant's component",
                  "stock/StockConfiguration.java",
                  "Bearer(Realm realm)",
                  "Bearer(Lost realm)")
              .says(104),
          new Edit(
              "discriminator",
              "stock/StockConfiguration.java",
              "public sealed interface",
              "@Lost public sealed interface"),
          new Edit(
              "include",
              "shop/App.java",
              "include = LibTypes.class",
              "include = {Lost.class, LibTypes.class}"),
          new Edit(
              "only include", "shop/App.java", "include = LibTypes.class", "include = Lost.class"),
          new Edit(
              "exclude",
              "shop/App.java",
              "@ExcludedType(registry = LibTypes.class",
              "@ExcludedType(registry = Lost.class"),
          new Edit(
              "ids",
              "shop/App.java",
              "@TypeId(registry = LibTypes.class",
              "@TypeId(registry = Lost.class"),
          new Edit("ids' id", "shop/App.java", "id = 130", "id = LOST"),
          new Edit(
              "exclude's annotation",
              "shop/App.java",
              "exclude = @ExcludedType",
              "exclude = @Lost"),
          new Edit(
                  "registry's attribute",
                  "shop/App.java",
                  "include = LibTypes.class",
                  "lost = LibTypes.class")
              .says(213, 213),
          new Edit("accessor", "shop/AppConnections.java", "Orders.Connection", "Lost"),
          new Edit(
              "nested accessor", "shop/AppConnections.java", "Orders.Connection", "Orders.Lost"),
          new Edit(
                  "accessor's annotation", "shop/AppConnections.java", "@ConnectionName(", "@Lost(")
              .says(MISSPELT_ANNOTATIONS_ARE_SEEN ? new int[0] : new int[] {305})
              .saysOnEcj(),
          new Edit("accessor's unknown name", "shop/AppConnections.java", "\"orders-db\"", "LOST"),
          new Edit(
              "inherited accessor",
              "shop/SharedAccessors.java",
              "StockConnection stock",
              "Lost stock"),
          new Edit(
              "set's super-interface",
              "shop/AppConnections.java",
              "extends SharedAccessors",
              "extends Lost"),
          new Edit(
              "set's other super-interface",
              "shop/AppConnections.java",
              "extends SharedAccessors",
              "extends SharedAccessors, Lost"),
          new Edit(
              "set's super-super-interface",
              "shop/SharedAccessors.java",
              "SharedAccessors {",
              "SharedAccessors extends Lost {"),
          new Edit("unknown id", "stock/StockType.java", "id = 10", "id = LOST"),
          new Edit("unknown attribute", "stock/StockType.java", "modes =", "moods ="),
          new Edit(
              "type's import", "stock/StockType.java", "import ", "import lost.Lost;\nimport "),
          new Edit(
              "type's star import", "stock/StockType.java", "import ", "import lost.*;\nimport "),
          new Edit(
              "type's static import",
              "stock/StockType.java",
              "import ",
              "import static lost.Lost.lost;\nimport "),
          new Edit(
              "set's import", "shop/AppConnections.java", "import ", "import lost.Lost;\nimport "),
          new Edit("user's import", "shop/Main.java", "import ", "import lost.Lost;\nimport "),
          new Edit(
                  "misspelt import",
                  "stock/StockType.java",
                  "spi.ConnectionTypeBase",
                  "spi.ConnectionTypBase")
              .says(104),
          new Edit(
                  "factory's import",
                  "stock/StockFactory.java",
                  "java.time.Clock",
                  "java.time.Clok")
              .says(104),
          new Edit("wrong package", "stock/Realm.java", "package stock", "package stok")
              .says(104)
              .seenIn("stock/StockConfiguration.java"),
          new Edit("beside everything", "shop/Main.java", "class Main", "class Main extends Lost"),
          new Edit(
              "beside everything, interface",
              "shop/Main.java",
              "class Main",
              "class Main implements Lost<String>"),
          new Edit("user's signature", "shop/Main.java", "int ids", "Lost ids"),
          new Edit("user's body", "shop/Main.java", "stock.id()", "stock.lost()"),
          new Edit(
              "user's constant",
              "shop/Main.java",
              "ConnectionTypes.ORDERS",
              "ConnectionTypes.LOST"),
          new Edit(
              "factory's body", "stock/StockFactory.java", "throw new Unsupp", "throw new Lost"),
          new Edit("factory's missing method", "stock/StockFactory.java", "create(", "creat("),
          new Edit(
              "registry's own name",
              "shop/Main.java",
              "ConnectionTypesModule module",
              "ConnectionTypezModule module"),
          new Edit(
              "a constant as a default",
              "stock/StockConfiguration.java",
              "@DefaultValue(\"FAST\")",
              "@DefaultValue(LOST)"),
          new Edit("a constant as a name", "stock/StockType.java", "\"Stock\"", "LOST"),
          new Edit("a constant as an excluded name", "shop/App.java", "\"Archive\"", "LOST"));

  /** Broken so that javac runs no processor at all, and itself misses what they would generate. */
  static final List<Edit> UNPROCESSED =
      List.of(
          new Edit(
              "component's annotation's attribute",
              "stock/StockConfiguration.java",
              "@Description(\"Where it is\")",
              "@Description"),
          new Edit(
              "component's default's kind",
              "stock/StockConfiguration.java",
              "@DefaultValue(\"FAST\")",
              "@DefaultValue(1)"),
          new Edit("ids' name", "shop/App.java", "name = \"Ledger\", ", ""),
          new Edit("exclude's name's kind", "shop/App.java", "\"Archive\"", "7"),
          new Edit("registry's name's kind", "shop/App.java", "include =", "name = 7, include ="),
          new Edit(
              "accessor's name's kind",
              "shop/AppConnections.java",
              "@ConnectionName(\"orders-db\")",
              "@ConnectionName(7)"),
          new Edit(
              "accessor's name",
              "shop/AppConnections.java",
              "@ConnectionName(\"orders-db\")",
              "@ConnectionName"),
          new Edit("missing id", "stock/StockType.java", "id = 10,", ""),
          new Edit("missing name", "stock/StockType.java", "name = \"Stock\",", ""),
          new Edit("missing category", "stock/StockType.java", "category = \"Other\",", ""),
          new Edit("id's kind", "stock/StockType.java", "id = 10", "id = \"ten\""),
          new Edit("name's kind", "stock/StockType.java", "\"Stock\"", "10"),
          new Edit(
              "unknown mode",
              "stock/StockType.java",
              "ConnectionMode.READ_ONLY",
              "ConnectionMode.NOPE"),
          new Edit("unqualified mode", "stock/StockType.java", "ConnectionMode.READ_ONLY", "NOPE"),
          new Edit("mode's kind", "stock/StockType.java", "{ConnectionMode.READ_ONLY}", "7"),
          new Edit(
              "annotation twice",
              "stock/StockType.java",
              "final class",
              "@ConnectionType(id = 11, name = \"Other\", category = \"Other\") final class"),
          new Edit("base's generic arity", "stock/StockType.java", ", StockFactory>", ">")
              .saysOnEcj(101),
          new Edit(
              "cyclic",
              "stock/StockFactoryBase.java",
              "StockFactoryBase {",
              "StockFactoryBase extends StockFactory {"));

  /** Broken so that javac gives up after parsing. */
  static final List<Edit> UNPARSED =
      List.of(
          new Edit("type's syntax", "stock/StockType.java", "StockFactory> {}", "StockFactory> {")
              .saysOnEcj(314),
          new Edit(
              "configuration's syntax",
              "stock/StockConfiguration.java",
              "enum Speed {",
              "enum Speed"),
          new Edit("factory's syntax", "stock/StockFactory.java", "(Clock clock,", "(Clock,"),
          new Edit("connection's syntax", "stock/StockConnection.java", "interface", "interfaze")
              .saysOnEcj(104),
          new Edit("set's syntax", "shop/AppConnections.java", "orders();", "orders()")
              .saysOnEcj(321),
          new Edit("registry's syntax", "shop/App.java", "class App", "class").saysOnEcj(313, 203),
          new Edit("user's syntax", "shop/Main.java", "clock;\n  }", "clock\n  }"),
          new Edit(
              "component's syntax", "shop/AppComponent.java", "connections();", "connections()"));

  /** An error of ours elsewhere. */
  private static final String TWINS =
      """
      package twins;

      import dev.connections.annotations.ConnectionType;
      import dev.connections.spi.ConnectionTypeBase;
      import lib.Library.LedgerConfiguration;
      import lib.Library.LedgerConnection;
      import lib.Library.LedgerFactory;

      final class Twins {
        @ConnectionType(id = 77, name = "First", category = "Other")
        static final class First
            extends ConnectionTypeBase<LedgerConnection, LedgerConfiguration, LedgerFactory> {}

        @ConnectionType(id = 77, name = "Second", category = "Other")
        static final class Second
            extends ConnectionTypeBase<LedgerConnection, LedgerConfiguration, LedgerFactory> {}
      }
      """;

  private static final String COMPONENT = "shop/AppComponent.java";

  @TempDir private static Path libraryDirectory;
  private static Path library;

  @TempDir private Path directory;

  @BeforeAll
  static void compileLibrary() {
    Compiled compiled =
        new Compiler(TestCompiler.JAVAC, libraryDirectory)
            .compile(Sources.in(Sources.folder("broken/library")));
    assertThat(compiled.report()).isEmpty();
    library = compiled.classes();
  }

  static List<Edit> processed() {
    return PROCESSED;
  }

  static List<Edit> unprocessed() {
    return UNPROCESSED;
  }

  static List<Edit> unparsed() {
    return UNPARSED;
  }

  /** Dagger's processor is for javac alone. */
  static List<Edit> withoutDagger() {
    return Stream.of(PROCESSED, UNPROCESSED, UNPARSED)
        .flatMap(List::stream)
        .filter(edit -> !edit.file().equals(COMPONENT))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("processed")
  void onlyWhatIsBrokenIsReported(Edit edit) {
    Compiled compiled = compile("alone", edit.in(application()));
    assertThat(compiled.codes()).isEqualTo(edit.codes());
    assertThat(compiled.filesWithCompilerErrors()).containsOnly(fileName(edit.seenIn()));
  }

  @ParameterizedTest
  @MethodSource("processed")
  void besideAnErrorOfOursNothingElseAppears(Edit edit) {
    Map<String, String> sources = edit.in(application());
    sources.put("twins/Twins.java", TWINS);
    Compiled compiled = compile("together", sources);
    List<String> codes = new ArrayList<>(edit.codes());
    codes.add("CONN-120");
    assertThat(compiled.codes()).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(compiled.filesWithCompilerErrors()).isSubsetOf(fileName(edit.seenIn()));
  }

  @ParameterizedTest
  @MethodSource("unprocessed")
  void whereJavacRunsNoProcessorItSaysWhatItSaysWithoutAny(Edit edit) {
    Compiled compiled = compile("with", edit.in(application()));
    Compiled without =
        new Compiler(TestCompiler.JAVAC, directory.resolve("without"))
            .with(library)
            .options("-proc:none")
            .compile(edit.in(application()));
    assertThat(compiled.report()).doesNotContain("CONN-");
    // javac 25 words some of these errors otherwise, or leaves some out, once any processor exists.
    if (Runtime.version().feature() < 25) {
      assertThat(compiled.report()).isEqualTo(without.report());
    } else {
      assertThat(compiled.filesWithCompilerErrors())
          .contains(fileName(edit.seenIn()))
          .isSubsetOf(without.filesWithCompilerErrors());
    }
  }

  @ParameterizedTest
  @MethodSource("unparsed")
  void whereJavacCannotParseNothingElseAppears(Edit edit) {
    Compiled compiled = compile("with", edit.in(application()));
    assertThat(compiled.codes()).isEmpty();
    assertThat(compiled.filesWithCompilerErrors()).containsOnly(fileName(edit.seenIn()));
  }

  /**
   * Eclipse's compiler goes on in spite of everything: what uses a broken type in a body may have
   * errors as well. But none is in generated code, and ours are those that are meant.
   */
  @ParameterizedTest
  @MethodSource("withoutDagger")
  void onEcjNoGeneratedSourceHasAnError(Edit edit) {
    Map<String, String> sources = edit.in(application());
    sources.remove(COMPONENT);
    Compiled compiled = new Compiler(TestCompiler.ECJ, directory).with(library).compile(sources);
    assertThat(compiled.codes()).containsExactlyInAnyOrderElementsOf(edit.codesOnEcj());
    assertThat(compiled.filesWithCompilerErrors())
        .contains(fileName(edit.seenIn()))
        .isSubsetOf(sources.keySet().stream().map(BrokenCodeTest::fileName).toList());
  }

  private static Map<String, String> application() {
    return new TreeMap<>(Sources.in(Sources.folder("broken/application")));
  }

  private Compiled compile(String folder, Map<String, String> sources) {
    return new Compiler(TestCompiler.JAVAC, directory.resolve(folder))
        .with(library)
        .and(new ComponentProcessor())
        .compile(sources);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
