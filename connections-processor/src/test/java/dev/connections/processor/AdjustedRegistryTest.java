package dev.connections.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.testkit.Builds;
import dev.connections.processor.testkit.Compiled;
import dev.connections.processor.testkit.MadeSources;
import dev.connections.processor.testkit.TestCompiler;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Libraries that clash, and what an application says to have both of them. */
class AdjustedRegistryTest {

  private static final String PROBE =
      """
      import dev.connections.ConnectionProvider;
      import dev.connections.ConnectionTypeDescriptor;
      import dev.connections.ConnectionsConfiguration;
      import dev.connections.provider.Connections;
      import dev.connections.spi.registry.ConnectionTypeSource;
      import java.util.ArrayList;
      import java.util.List;

      public final class Probe {
        public static List<Object> types() {
          ConnectionTypeSource source = ConnectionTypes.source();
          List<Object> seen = new ArrayList<>();
          for (ConnectionTypeDescriptor<?, ?> type : ConnectionTypes.all()) {
            int id = source.id(type);
            seen.add(id + "=" + source.factory(type).getClass().getName());
            if (ConnectionTypes.getById(id) != type || !type.name().isEmpty()
                && ConnectionTypes.getByName(type.name()) != type) {
              seen.add("lost");
            }
          }
          return seen;
        }

        public static boolean free(int id) {
          return ConnectionTypes.getById(id) == null;
        }

        public static String open() {
          String text = "connections: {";
          for (ConnectionTypeDescriptor<?, ?> type : ConnectionTypes.all()) {
            text += type.name().toLowerCase() + ": { type: " + type.name() + ", url: u, startup: lazy }, ";
          }
          try (ConnectionProvider provider =
              Connections.builder()
                  .configuration(ConnectionsConfiguration.ofText("test", text + "}"))
                  .types(ConnectionTypes.source())
                  .open()) {
            return provider.types() + " " + provider.names();
          }
        }

        public static String rejection(ConnectionTypeDescriptor<?, ?> type) {
          try {
            ConnectionTypes.source().factory(type);
            return "none";
          } catch (IllegalArgumentException refused) {
            return refused.getMessage();
          }
        }
      }
      """;

  @TempDir private Path directory;

  private static MadeSources application(String... attributes) {
    return MadeSources.application("shop", attributes).add("Probe", PROBE);
  }

  private static Object probe(Builds builds, Compiled application, String method, Object... values)
      throws Exception {
    try (URLClassLoader loader = application.loader(builds.path())) {
      Class<?>[] types = values.length == 0 ? new Class<?>[0] : new Class<?>[] {int.class};
      return loader.loadClass("shop.Probe").getMethod(method, types).invoke(null, values);
    }
  }

  /** Pastes the last line of this kind that a message offers, as it is. */
  private static String offered(Compiled refused, String attribute) {
    Matcher offer =
        Pattern.compile(attribute + " = (\\{.*?\\}|@\\w+\\([^)]*\\))").matcher(refused.report());
    String last = "";
    while (offer.find()) {
      last = offer.group();
    }
    assertThat(last).as(refused.report()).isNotEmpty();
    return last;
  }

  @ParameterizedTest
  @EnumSource
  void whatTheMessagesOfferCompilesAndWorks(TestCompiler compiler) throws Exception {
    Builds builds = new Builds(compiler, directory, true);
    // 1007 is what a simple rule would suggest; it is taken.
    builds.build(
        "one",
        MadeSources.library("one", "OneTypes")
            .type(7, "Seven")
            .type(8, "Ledger")
            .type(9, "Nine")
            .type(1007, "Far"));
    builds.build(
        "two",
        MadeSources.library("two", "TwoTypes")
            .type(7, "OtherSeven")
            .type(8, "Ledger")
            .type(9, "OtherNine"));
    String include = "include = {one.OneTypes.class, two.TwoTypes.class}";
    MadeSources wrong = application(include);
    Compiled refused = builds.compile(wrong);
    assertThat(refused.success()).isFalse();
    String ids = offered(refused, "ids");
    String exclude = offered(refused, "exclude");
    assertThat(ids).contains("id = 1008", "id = 1009");
    MadeSources pasted =
        application(include, ids, exclude)
            .change("Root", "import dev.", "import two.TwoTypes;\nimport dev.");

    Compiled application = builds.build("shop", pasted);

    assertThat(probe(builds, application, "types"))
        .hasToString(
            "[7=one.SevenFactory, 8=one.LedgerFactory, 9=one.NineFactory, 1007=one.FarFactory,"
                + " 1008=two.OtherSevenFactory, 1009=two.OtherNineFactory]");
    assertThat(probe(builds, application, "open"))
        .isEqualTo(
            "[Seven, Ledger, Nine, Far, OtherSeven, OtherNine] [seven, ledger, nine, far,"
                + " otherseven, othernine]");
  }

  @ParameterizedTest
  @EnumSource
  void anExcludedTypeLeavesItsIdAndNameToAnotherOneAndIsRefused(TestCompiler compiler)
      throws Exception {
    Builds builds = new Builds(compiler, directory, false);
    builds.build(
        "one", MadeSources.library("one", "OneTypes").type(7, "Ledger").type(8, "Archive"));
    Compiled application =
        builds.build(
            "shop",
            application(
                    "include = one.OneTypes.class",
                    "exclude = {@ExcludedType(registry = one.OneTypes.class, name = \"Ledger\"),"
                        + " @ExcludedType(registry = one.OneTypes.class, name = \"Archive\")}")
                .type(7, "Ledger")
                .add(
                    "Excluded",
                    "public final class Excluded { public static String probe() { return"
                        + " Probe.rejection(one.OneTypes.LEDGER); } }"));

    assertThat(probe(builds, application, "types")).hasToString("[7=shop.LedgerFactory]");
    assertThat(probe(builds, application, "free", 8)).isEqualTo(true);
    try (URLClassLoader loader = application.loader(builds.path())) {
      assertThat(loader.loadClass("shop.Excluded").getMethod("probe").invoke(null))
          .isEqualTo("'Ledger' is not a connection type of shop.ConnectionTypes");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdThatALibraryGivesToAnotherOnesTypeHoldsForWhoIncludesThatLibrary(TestCompiler compiler)
      throws Exception {
    Builds builds = new Builds(compiler, directory, true);
    builds.build("base", MadeSources.library("base", "BaseTypes").type(7, "Base"));
    builds.build(
        "middle",
        MadeSources.library(
                "middle",
                "MiddleTypes",
                "include = base.BaseTypes.class",
                "ids = @TypeId(registry = base.BaseTypes.class, name = \"Base\", id = 107)")
            .type(7, "Middle"));

    Compiled application = builds.build("shop", application("include = middle.MiddleTypes.class"));
    assertThat(probe(builds, application, "types"))
        .hasToString("[7=middle.MiddleFactory, 107=base.BaseFactory]");
    assertThat(probe(builds, application, "open")).isEqualTo("[Middle, Base] [middle, base]");

    Compiled again =
        builds.build(
            "shop",
            application(
                "include = middle.MiddleTypes.class",
                "ids = {@TypeId(registry = middle.MiddleTypes.class, name = \"Base\", id = 7),"
                    + " @TypeId(registry = middle.MiddleTypes.class, name = \"Middle\", id = 9)}"));
    assertThat(probe(builds, again, "types"))
        .as("back to its own id")
        .hasToString("[7=base.BaseFactory, 9=middle.MiddleFactory]");
  }

  @ParameterizedTest
  @EnumSource
  void oneTypeUnderTwoIdsIsRefusedUntilTheOfferedLineSaysWhichHolds(TestCompiler compiler)
      throws Exception {
    Builds builds = new Builds(compiler, directory, false);
    builds.build("base", MadeSources.library("base", "BaseTypes").type(7, "Base"));
    builds.build(
        "middle",
        MadeSources.library(
            "middle",
            "MiddleTypes",
            "include = base.BaseTypes.class",
            "ids = @TypeId(registry = base.BaseTypes.class, name = \"Base\", id = 107)"));
    String include = "include = {middle.MiddleTypes.class, base.BaseTypes.class}";
    Compiled refused = builds.compile(application(include));
    assertThat(refused.success()).isFalse();

    Compiled application =
        builds.build(
            "shop",
            application(include, offered(refused, "ids"))
                .change("Root", "import dev.", "import base.BaseTypes;\nimport dev."));

    assertThat(probe(builds, application, "types")).hasToString("[107=base.BaseFactory]");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsExcludedThroughOneLibraryIsStillThereThroughAnother(TestCompiler compiler)
      throws Exception {
    Builds builds = new Builds(compiler, directory, true);
    builds.build("base", MadeSources.library("base", "BaseTypes").type(7, "Base"));
    for (String side : new String[] {"left", "right"}) {
      builds.build(side, MadeSources.library(side, "SideTypes", "include = base.BaseTypes.class"));
    }

    Compiled application =
        builds.build(
            "shop",
            application(
                "include = {left.SideTypes.class, right.SideTypes.class}",
                "exclude = @ExcludedType(registry = left.SideTypes.class, name = \"Base\")"));

    assertThat(probe(builds, application, "types")).hasToString("[7=base.BaseFactory]");
  }

  @ParameterizedTest
  @EnumSource
  void typesOfOneNameInRegistriesOfOneNameAreAdjustedApart(TestCompiler compiler) throws Exception {
    Builds builds = new Builds(compiler, directory, false);
    builds.build("one", MadeSources.library("one", "LibTypes").type(7, "Ledger"));
    builds.build("two", MadeSources.library("two", "LibTypes").type(7, "Ledger").type(8, "Two"));
    String include = "include = {one.LibTypes.class, two.LibTypes.class}";
    Compiled refused = builds.compile(application(include));

    Compiled application =
        builds.build(
            "shop",
            application(
                include,
                offered(refused, "exclude"),
                "ids = @TypeId(registry = one.LibTypes.class, name = \"Ledger\", id = 70)"));

    assertThat(probe(builds, application, "types"))
        .hasToString("[8=two.TwoFactory, 70=one.LedgerFactory]");
  }
}
