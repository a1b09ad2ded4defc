package dev.connections.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.node.EffectiveSetting;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.binding.ObjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What generated binders of records ask of the runtime. */
@Timeout(30)
class RecordBindingTest {

  @Test
  void aVariantLeavesTheOtherKeysToTheBinderOfTheRecord() {
    LoadedConfiguration loaded = load("auth: { kind: Basic, user: u, token: t }");
    ConfigurationNode auth = node(loaded, "auth");

    assertThat(auth.variant("kind", "basic", "bearer")).isEqualTo("basic");
    assertThat(auth.object("user").required("user", Binders.string())).isEqualTo("u");
    assertThatThrownBy(loaded::finish)
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("auth.token: is not a known setting; allowed: kind, user");
  }

  @Test
  void aVariantThatIsNotKnownIsTheOnlyThingSaidOfItsMapping() {
    LoadedConfiguration loaded = load("auth: { kind: digest, user: { name: u } }");

    assertThat(node(loaded, "auth").variant("kind", "basic", "bearer")).isNull();
    assertThatThrownBy(loaded::finish)
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining(
            "auth.kind = \"digest\": is not one of the values; allowed: basic, bearer");
  }

  @Test
  void aVariantOfWhatIsNotThereIsReportedOnce() {
    LoadedConfiguration loaded = load("name: x");
    node(loaded, "name");

    assertThat(node(loaded, "auth").variant("kind", "basic")).isNull();
    assertThatThrownBy(loaded::finish)
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("connections.a.auth: is missing; allowed: the settings kind");
  }

  @Test
  void defaultsOfListsAreListedAsDefaults() {
    LoadedConfiguration loaded = load("tags: [ x ]");
    ObjectReader in = loaded.connections().get(0).node().object("tags", "ports", "none");

    assertThat(in.listWithDefault("tags", Binders.string(), "a")).containsExactly("x");
    assertThat(in.listWithDefault("ports", Binders.integer(), "1", "2")).containsExactly(1, 2);
    assertThat(in.listWithDefault("none", Binders.integer())).isEmpty();
    assertThat(in.isComplete()).isTrue();
    loaded.finish();
    assertThat(loaded.effective())
        .extracting(EffectiveSetting::toString)
        .contains(
            "connections.a.tags[0] = x  (connections.yaml:4:13)",
            "connections.a.ports[0] = 1  (default)",
            "connections.a.ports[1] = 2  (default)");
  }

  @Test
  void aDefaultOfAListThatIsWrittenWrongIsNotUsed() {
    LoadedConfiguration loaded = load("tags: { x: 1 }");
    ObjectReader in = loaded.connections().get(0).node().object("tags");

    assertThat(in.listWithDefault("tags", Binders.string(), "a")).isEmpty();
    assertThat(in.isComplete()).isFalse();
    assertThatThrownBy(loaded::finish).hasMessageContaining("connections.a.tags: is no list");
  }

  @Test
  void aFormerKeyIsListedUnderTheNewOneWithItsOrigin() {
    LoadedConfiguration loaded = load("oldSize: 5");
    ObjectReader in = loaded.connections().get(0).node().object("size");
    in.formerly("size", "oldSize");

    assertThat(in.required("size", Binders.integer())).isEqualTo(5);
    loaded.finish();
    assertThat(loaded.effective())
        .extracting(EffectiveSetting::toString)
        .contains("connections.a.size = 5  (connections.yaml:4:14)");
    assertThat(loaded.notes())
        .containsExactly(
            "connections.yaml:4:5  connections.a.oldSize is deprecated; write size instead of"
                + " oldSize");
  }

  @Test
  void aFormerKeyWithoutAValueMeansThatItIsLeftOut() {
    LoadedConfiguration loaded = load("oldSize:");
    ObjectReader in = loaded.connections().get(0).node().object("size");
    in.formerly("size", "oldSize");

    assertThat(in.withDefault("size", Binders.integer(), "3")).isEqualTo(3);
    loaded.finish();
    assertThat(loaded.notes()).hasSize(1);
  }

  @Test
  void aValueThatThePlatformOffersDoesNotContradictAFormerKey() {
    LoadedConfiguration loaded =
        ConfigurationLoader.load(
            Loading.text("connections:", "  a:", "    type: X", "    address: http://old")
                .environment(Map.of("A_HOST", "new")));
    ObjectReader in = loaded.connections().get(0).node().object("host");
    in.formerly("host", "address");

    assertThat(in.required("host", Binders.string())).isEqualTo("new");
    loaded.finish();
    assertThat(loaded.notes()).hasSize(2).anyMatch(note -> note.contains("takes host from A_HOST"));
  }

  @Test
  void whatARuleReportsMakesTheReaderIncomplete() {
    LoadedConfiguration loaded = load("low: 2");
    ObjectReader in = loaded.connections().get(0).node().object("low", "high", "maybe");
    in.required("low", Binders.integer());
    in.withDefault("high", Binders.integer(), "1");
    in.optional("maybe", Binders.integer());

    assertThat(in.isComplete()).isTrue();
    in.violations().at("low", "is more than high", "at most 1", "lower it");
    in.violations().at("high", "is less than low");
    in.violations().at("maybe", "is needed then");
    in.violations().at("hihg", "is misspelt");
    in.violations().report("is odd");

    assertThat(in.isComplete()).isFalse();
    assertThatThrownBy(loaded::finish)
        .hasMessageContaining("5 problems\n")
        .hasMessageContaining(
            "connections.yaml:4:10  connections.a.low = \"2\": is more than high; allowed: at most"
                + " 1; hint: lower it")
        .hasMessageContaining(
            "connections.yaml:2:3  connections.a.high = \"1\": is less than low (this is its"
                + " default)")
        .hasMessageContaining("connections.yaml:2:3  connections.a.maybe: is needed then")
        .hasMessageContaining(
            "connections.yaml:2:3  connections.a: hihg is misspelt (the record has no setting hihg)")
        .hasMessageContaining("connections.yaml:2:3  connections.a: is odd");
  }

  @Test
  void aListOfADefaultIsAList() {
    ConfigurationNode missing = node(load("name: x"), "other");

    assertThat(missing.orDefaults(List.of("a", "b")).kind()).isEqualTo(Kind.LIST);
    assertThat(missing.orDefaults(List.of("a", "b")).elements()).hasSize(2);
  }

  private static LoadedConfiguration load(String line) {
    ConnectionsConfiguration recipe =
        Loading.text("connections:", "  a:", "    type: X", "    " + line);
    return ConfigurationLoader.load(recipe);
  }

  private static ConfigurationNode node(LoadedConfiguration loaded, String key) {
    return loaded.connections().get(0).node().child(key);
  }
}
