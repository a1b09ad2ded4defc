package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.spi.EndpointContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a configuration leads to before anything is made of it, and again when it is reloaded. */
class ConfigurationPlannerTest {

  private static final String TWO =
      "a: { type: Fake, password: '#{Key}#', endpoints: [ { name: primary, url: 'fake://1' },"
          + " { name: standby, url: 'fake://2' } ] }\nb: { type: Fake, url: 'fake://b' }\n";

  private final AtomicReference<String> secret = new AtomicReference<>("first-secret");
  private final List<FakeTypes> sources = List.of(new FakeTypes(new FakeSystem()));
  private final ConfigurationPlanner planner =
      new ConfigurationPlanner(
          TypeCatalogue.of(new ArrayList<>(sources)),
          List.of(),
          DriftInspection.of(new ArrayList<>(sources)));

  @Test
  void aConnectionHasItsEndpointsInOrderOfPreference() {
    ConfigurationPlan plan = plan(TWO);

    assertThat(plan.connections().get(0).endpoints())
        .extracting(EndpointContext::name)
        .containsExactly("primary", "standby");
    assertThat(plan.connections().get(0).endpoints())
        .extracting(endpoint -> ((FakeConfiguration) endpoint.configuration()).url())
        .containsExactly("fake://1", "fake://2");
    assertThat(plan.connections().get(0).configuration())
        .isEqualTo(plan.connections().get(0).endpoints().get(0).configuration());
    assertThat(plan.connections().get(1).endpoints())
        .extracting(EndpointContext::name)
        .containsExactly("primary");
  }

  @Test
  void anEndpointThatIsWrongFailsThePlanWithEverythingElse() {
    assertThatThrownBy(
            () -> plan(TWO + "c: { type: Fake, endpoints: [ { url: 'fake://c' }, {} ] }\n"))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageStartingWith("[configuration] test.yaml: 1 problem\n")
        .hasMessageContaining("connections.c.endpoints[1].url: is missing");
  }

  @Test
  void anotherPlanOfTheSameRecipeIsEqualUnlessASecretChanged() {
    ConfigurationPlan first = plan(TWO);
    assertThat(plan(TWO).connections()).isEqualTo(first.connections());

    secret.set("second-secret");
    ConfigurationPlan second = plan(TWO);

    assertThat(second.connections().get(0)).isNotEqualTo(first.connections().get(0));
    assertThat(second.connections().get(0).endpoints())
        .isEqualTo(first.connections().get(0).endpoints());
    assertThat(second.connections().get(1)).isEqualTo(first.connections().get(1));
    assertThat(second.toString()).doesNotContain("second-secret");
  }

  /** An outsider's vault took 8 s for each answer, and was asked twice for each secret at start. */
  @Test
  void aResolverIsAskedOnceForEachSecretAtStart() {
    List<String> asked = new ArrayList<>();

    planner.plan(
        Yaml.connections("a: { type: Fake, url: 'fake://a', password: '#{Key}#' }\n")
            .environment(Map.of())
            .secretResolver(
                key -> {
                  asked.add(key);
                  return Optional.of("tiger-4711");
                }));

    assertThat(asked).containsExactly("Key");
  }

  private ConfigurationPlan plan(String entries) {
    ConnectionsConfiguration recipe =
        Yaml.connections(entries)
            .environment(Map.of())
            .secretResolver(key -> Optional.ofNullable(secret.get()));
    return planner.plan(recipe);
  }
}
