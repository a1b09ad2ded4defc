package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.spi.ConnectionFactory;
import dev.connections.spi.binding.ConfigurationBinder;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeCatalogueTest {

  private final ConnectionTypeSource types = new FakeTypes(new FakeSystem());

  @Test
  void typesOfAllSourcesAreListedById() {
    var early = registered(FakeTypes.descriptor(5, "Early", "Fakes"));

    TypeCatalogue catalogue = TypeCatalogue.of(List.of(types, early));

    assertThat(catalogue.names()).containsExactly("Early", "Fake", "Twin", "Collector");
    assertThat(catalogue.byName("Early")).isNotNull();
    assertThat(catalogue.byName("early")).isNull();
  }

  @Test
  void theSameSourceAndTheSameDescriptorTwiceAreOneType() {
    TypeCatalogue catalogue = TypeCatalogue.of(List.of(types, types, registered(FakeTypes.FAKE)));

    assertThat(catalogue.descriptors())
        .isEqualTo(List.of(FakeTypes.FAKE, FakeTypes.TWIN, FakeTypes.COLLECTOR));
  }

  @Test
  void everyClashNamesBothTypesAndWhereTheyAreFrom() {
    var sameName = registered(FakeTypes.descriptor(5, "Fake", "Fakes"));
    var sameId = registered(FakeTypes.descriptor(902, "Later", "Fakes"));

    assertThatThrownBy(() -> TypeCatalogue.of(List.of(types, sameName, sameId)))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessage(
            "[configuration] connection types: 2 problems\n  two connection types have the name 'Fake':"
                + " Fake (id 901, from dev.connections.provider.FakeTypes) and"
                + " Fake (id 5, from a registration at run time)\n"
                + "  two connection types have the id 902:"
                + " Twin (id 902, from dev.connections.provider.FakeTypes) and"
                + " Later (id 902, from a registration at run time)");
  }

  private ConnectionTypeSource registered(
      ConnectionTypeDescriptor<FakeConnection, FakeConfiguration> type) {
    return new SingleTypeSource<>(
        type, new FakeTypes.FakeConnectionFactory(new FakeSystem()), FakeConfiguration::bind);
  }

  @Test
  void typesAreListedByTheIdsOfTheirSource() {
    TypeCatalogue catalogue =
        TypeCatalogue.of(List.of(types, renumbered(FakeTypes.descriptor(901, "Later", "Fakes"))));

    assertThat(catalogue.names()).containsExactly("Fake", "Twin", "Collector", "Later");
  }

  @Test
  void clashesAreAboutTheIdsOfTheSources() {
    var other = registered(FakeTypes.descriptor(1901, "Other", "Fakes"));
    var later = renumbered(FakeTypes.descriptor(901, "Later", "Fakes"));

    assertThatThrownBy(() -> TypeCatalogue.of(List.of(other, later)))
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining(
            "two connection types have the id 1901: Other (id 1901, from a registration at run"
                + " time) and Later (id 1901, from"
                + " dev.connections.provider.TypeCatalogueTest$Renumbered)");
  }

  @Test
  void oneTypeWithTwoIdsIsRefusedWhicheverSourceComesFirst() {
    var renumbered = renumbered(FakeTypes.FAKE);

    for (List<ConnectionTypeSource> sources :
        List.of(List.of(types, renumbered), List.of(renumbered, types))) {
      assertThatThrownBy(() -> TypeCatalogue.of(sources))
          .isInstanceOf(ConnectionConfigurationException.class)
          .hasMessageContaining("one connection type has two ids: Fake (id ")
          .hasMessageContaining("Fake (id 901, from dev.connections.provider.FakeTypes)")
          .hasMessageContaining("Fake (id 1901, from ");
    }
  }

  @Test
  void aSourceThatSaysNothingListsTypesByTheirOwnIdsAndHasNoRegistry() {
    assertThat(types.id(FakeTypes.TWIN)).isEqualTo(902);
    assertThat(types.registries()).isEmpty();
  }

  private ConnectionTypeSource renumbered(
      ConnectionTypeDescriptor<FakeConnection, FakeConfiguration> type) {
    return new Renumbered(registered(type));
  }

  /** A registry that gives every type of another one an id of its own. */
  private record Renumbered(ConnectionTypeSource included) implements ConnectionTypeSource {

    @Override
    public List<ConnectionTypeDescriptor<?, ?>> types() {
      return included.types();
    }

    @Override
    public int id(ConnectionTypeDescriptor<?, ?> type) {
      return type.id() + 1000;
    }

    @Override
    public ConnectionFactory<?, ?> factory(ConnectionTypeDescriptor<?, ?> type) {
      return included.factory(type);
    }

    @Override
    public ConfigurationBinder<?> binder(ConnectionTypeDescriptor<?, ?> type) {
      return included.binder(type);
    }
  }
}
