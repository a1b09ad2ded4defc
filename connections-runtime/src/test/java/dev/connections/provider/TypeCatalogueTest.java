package dev.connections.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionConfigurationException;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.spi.ConnectionTypeSource;
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
}
