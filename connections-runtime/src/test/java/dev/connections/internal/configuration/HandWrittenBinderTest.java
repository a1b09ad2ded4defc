package dev.connections.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.spi.binding.Binders;
import dev.connections.spi.binding.ConfigurationNode;
import dev.connections.spi.binding.ConfigurationNode.Kind;
import dev.connections.spi.binding.ObjectReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a binder sees that is not generated: the node itself. */
@Timeout(30)
class HandWrittenBinderTest {

  private static final ConnectionsConfiguration RECIPE =
      Loading.text(
          "connections:",
          "  a:",
          "    type: Custom",
          "    critical: true",
          "    name: '${env:NAME:-x}'",
          "    tags: [one, two]",
          "    nothing:",
          "    below: {key: value}");

  @Test
  void theNodeShowsWhatIsThereWithoutTheCommonSettings() {
    ConfigurationNode node = ConfigurationLoader.load(RECIPE).connections().get(0).node();

    assertThat(node.path()).isEqualTo("connections.a");
    assertThat(node.keys()).containsExactly("name", "tags", "nothing", "below");
    assertThat(node.child("name").text()).isEqualTo("x");
    assertThat(node.child("tags").kind()).isEqualTo(Kind.LIST);
    assertThat(node.child("tags").elements())
        .extracting(ConfigurationNode::path, ConfigurationNode::text)
        .containsExactly(
            tuple("connections.a.tags[0]", "one"), tuple("connections.a.tags[1]", "two"));
    assertThat(node.child("nothing").kind()).isEqualTo(Kind.MISSING);
    assertThat(node.child("nothing").orDefault("y").text()).isEqualTo("y");
    assertThat(node.child("below").child("key").text()).isEqualTo("value");
    assertThat(node.child("critical").kind()).isEqualTo(Kind.MISSING);
    assertThat(node.child("name").secret()).isNull();
  }

  @Test
  void whatItNeverAsksForIsUnknown() {
    LoadedConfiguration loaded = ConfigurationLoader.load(RECIPE);
    ConfigurationNode node = loaded.connections().get(0).node();
    node.child("name").text();
    node.child("tags").elements();
    node.child("nothing");

    assertThatThrownBy(loaded::finish)
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("connections.yaml:8:5  connections.a.below: is not a known setting");
  }

  @Test
  void aConnectionThatNobodyBindsHasNoUnknownKeys() {
    LoadedConfiguration loaded = ConfigurationLoader.load(RECIPE);
    loaded.connections().get(0).reportUnknownType(List.of("Store"));

    assertThatThrownBy(loaded::finish)
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("hint: write one of these; if a library has the type");
  }

  @Test
  void aBinderThatGivesNothingWithoutAReasonIsReported() {
    LoadedConfiguration loaded = ConfigurationLoader.load(RECIPE);
    ObjectReader in = loaded.connections().get(0).node().object("name", "tags", "nothing", "below");

    String value = in.required("name", node -> null);

    assertThat(value).isNull();
    assertThat(in.isComplete()).isFalse();
    assertThatThrownBy(loaded::finish)
        .hasMessageContaining(
            "connections.a.name = \"${env:NAME:-…}\": is rejected without a reason");
  }

  @Test
  void valuesOfTheWrongShapeAreReportedAndTheReaderIsNotComplete() {
    LoadedConfiguration loaded = ConfigurationLoader.load(RECIPE);
    ObjectReader in = loaded.connections().get(0).node().object("name", "tags", "nothing", "below");

    assertThat(in.map("tags", Binders.string())).isEmpty();
    assertThat(in.list("below", Binders.string())).isEmpty();
    assertThat(in.optional("below", Binders.string())).isEmpty();
    String nested = in.nested("name", node -> node.object("x").isComplete() ? "ok" : null);
    assertThat(nested).isNull();
    in.rejected(new IllegalArgumentException());
    assertThat(in.isComplete()).isFalse();
    assertThatThrownBy(loaded::finish)
        .hasMessageContaining("connections.a.tags: is no map; allowed: names with values")
        .hasMessageContaining("connections.a.below: is no list; allowed: a list")
        .hasMessageContaining("connections.a.below: has settings below it; allowed: a text")
        .hasMessageContaining("connections.a.name = \"${env:NAME:-…}\": is a single value")
        .hasMessageContaining("connections.a: is rejected without a reason by its record");
  }
}
