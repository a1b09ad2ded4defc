package dev.connections.spi.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTableTest {

  private static final ConnectionTypeDescriptor<?, ?> FIRST = type(1, "First", "Sql", "lib", 0);
  private static final ConnectionTypeDescriptor<?, ?> SECOND = type(2, "Second", "Sql", "", 5);
  private static final ConnectionTypeDescriptor<?, ?> THIRD = type(3, "Third", "Queue", "lib", 5);
  private static final TypeTable TABLE = TypeTable.of(FIRST, SECOND, THIRD);

  @Test
  void typesAreFoundByIdAndByExactName() {
    assertThat(TABLE.byId(2)).isSameAs(SECOND);
    assertThat(TABLE.byId(4)).isNull();
    assertThat(TABLE.byName("Third")).isSameAs(THIRD);
    assertThat(TABLE.byName("third")).isNull();
  }

  @Test
  void groupsAreInOrderAndEmptyForWhatIsUnknown() {
    assertThat(TABLE.all()).containsExactly(FIRST, SECOND, THIRD);
    assertThat(TABLE.byCategory("Sql")).containsExactly(FIRST, SECOND);
    assertThat(TABLE.byProvider("lib")).containsExactly(FIRST, THIRD);
    assertThat(TABLE.byProvider("")).isEmpty();
    assertThat(TABLE.byCategory("None")).isEmpty();
  }

  @Test
  void dataStoresAreServedByTheGreatestPriorityFirstThenById() {
    assertThat(TABLE.byDataStore("Store")).containsExactly(SECOND, THIRD, FIRST);
  }

  @Test
  void listsCannotBeChanged() {
    assertThatThrownBy(() -> TABLE.all().clear()).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> TABLE.byCategory("Sql").clear()).isInstanceOf(RuntimeException.class);
  }

  @Test
  void tablesOfAnySizeFindAllAndNothingElse() {
    for (int size : new int[] {0, 1, 2, 3, 4, 5, 8, 9, 255, 256, 257, 3000}) {
      for (int step : new int[] {2, 10, 1_000, 65_536, 1 << 19}) {
        ConnectionTypeDescriptor<?, ?>[] types =
            IntStream.rangeClosed(1, size)
                .mapToObj(number -> type(number * step, "Type" + number, "C", "p", 0))
                .toArray(ConnectionTypeDescriptor<?, ?>[]::new);
        TypeTable table = TypeTable.of(types);

        for (ConnectionTypeDescriptor<?, ?> type : types) {
          assertThat(table.byId(type.id())).isSameAs(type);
          assertThat(table.byName(type.name())).isSameAs(type);
          assertThat(table.byId(type.id() + 1)).isNull();
          assertThat(table.byName(type.name() + "x")).isNull();
        }
        for (int stranger : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
          assertThat(table.byId(stranger)).isNull();
        }
        assertThat(table.byName("")).isNull();
      }
    }
  }

  @Test
  void idsOnBothSidesOfTheArraysEndAreFound() {
    ConnectionTypeDescriptor<?, ?> last = type(4_095, "Last", "C", "", 0);
    ConnectionTypeDescriptor<?, ?> next = type(4_096, "Next", "C", "", 0);
    ConnectionTypeDescriptor<?, ?> greatest = type(Integer.MAX_VALUE, "Greatest", "C", "", 0);
    TypeTable table = TypeTable.of(FIRST, last, next, greatest);

    assertThat(table.byId(1)).isSameAs(FIRST);
    assertThat(table.byId(4_094)).isNull();
    assertThat(table.byId(4_095)).isSameAs(last);
    assertThat(table.byId(4_096)).isSameAs(next);
    assertThat(table.byId(4_097)).isNull();
    assertThat(table.byId(Integer.MAX_VALUE)).isSameAs(greatest);
  }

  @Test
  void namesWithEqualHashesAreToldApart() {
    ConnectionTypeDescriptor<?, ?> one = type(1, "AaAa", "C", "", 0);
    ConnectionTypeDescriptor<?, ?> other = type(2, "BBBB", "C", "", 0);
    TypeTable table = TypeTable.of(one, other);

    assertThat(table.byName("AaAa")).isSameAs(one);
    assertThat(table.byName("BBBB")).isSameAs(other);
    assertThat(table.byName("AaBB")).isNull();
  }

  @Test
  void ownTypesAreMadeFromTheIndexAndFoundAsTheSameObjects() {
    TypeTable table = TypeTable.of(TypeTableTest::details, 3, "10=Shop 25=Side-Door 90000=Far_1");

    assertThat(table.all()).hasToString("[Shop, Side-Door, Far_1]");
    assertThat(table.all())
        .extracting(ConnectionTypeDescriptor::id)
        .containsExactly(10, 25, 90_000);
    for (ConnectionTypeDescriptor<?, ?> type : table.all()) {
      assertThat(table.byId(type.id())).isSameAs(type);
      assertThat(table.byName(type.name())).isSameAs(type);
      assertThat(table.byCategory("Category" + type.id())).containsExactly(type);
    }
    assertThat(table.byName("*")).isNull();
  }

  @Test
  void lookupsAskForNoDetailsAndTypesAskOnce() {
    List<Integer> asked = new ArrayList<>();
    TypeTable table =
        TypeTable.of(
            id -> {
              asked.add(id);
              return details(id);
            },
            2,
            "10=Shop 20=Ledger");

    ConnectionTypeDescriptor<?, ?> ledger = requireNonNull(table.byName("Ledger"));
    assertThat(table.byId(20)).isSameAs(ledger);
    assertThat(table.all()).hasSize(2);
    assertThat(asked).isEmpty();

    assertThat(ledger.category()).isEqualTo("Category20");
    assertThat(ledger.description()).isEqualTo("Number 20");
    assertThat(asked).containsExactly(20);
  }

  @Test
  void includedTypesAreListedUnderTheIdsOfTheIndex() {
    TypeTable table =
        TypeTable.of(TypeTableTest::details, 4, "3=* 5=Own 7=* 90000=*", THIRD, SECOND, FIRST);

    assertThat(table.byId(3)).isSameAs(THIRD);
    assertThat(table.byId(7)).isSameAs(SECOND);
    assertThat(table.byId(90_000)).isSameAs(FIRST);
    assertThat(table.byId(1)).isNull();
    assertThat(table.byId(2)).isNull();
    assertThat(table.byName("First")).isSameAs(FIRST);
    assertThat(table.byName("Own")).isSameAs(table.byId(5));
  }

  @Test
  void listsFollowTheGivenIds() {
    TypeTable table = TypeTable.of(3, "3=* 7=* 9=*", THIRD, SECOND, FIRST);

    assertThat(table.all()).containsExactly(THIRD, SECOND, FIRST);
    assertThat(table.byCategory("Sql")).containsExactly(SECOND, FIRST);
    assertThat(table.byProvider("lib")).containsExactly(THIRD, FIRST);
    assertThat(table.byDataStore("Store")).containsExactly(THIRD, SECOND, FIRST);
  }

  @Test
  void aTableMayBeEmpty() {
    assertThat(TypeTable.of(0, "").all()).isEmpty();
    assertThat(TypeTable.of(0, "").byId(0)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1, ''",
    "0, 1=A",
    "1, 1=A 2=B",
    "2, 1=A",
    "2, 2=A 1=B",
    "2, 1=A 1=B",
    "1, 0=A",
    "1, =A",
    "1, 1=",
    "1, 1",
    "2, 1=A  2=B",
    "1, 1=*",
    "1, '1=A '"
  })
  void anIndexThatDoesNotFitIsRefused(int size, String index) {
    assertThatThrownBy(() -> TypeTable.of(TypeTableTest::details, size, index))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The index of a table must have %d types, 0 of them included ones, as <id>=<name> or"
                + " <id>=*, with one space between them and positive, ascending ids, but it is '%s'",
            size, index);
  }

  @Test
  void includedTypesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> TypeTable.of(1, "1=*", FIRST, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 1 types, 2 of them included ones");
    assertThatThrownBy(() -> TypeTable.of(1, "1=Own")).isInstanceOf(IllegalArgumentException.class);
  }

  private static ConnectionTypeDescriptor.Details details(int id) {
    return ConnectionTypeDescriptor.builder(id, "Made" + id, "Category" + id)
        .description("Number " + id)
        .details(new NoClasses());
  }

  private static ConnectionTypeDescriptor<?, ?> type(
      int id, String name, String category, String provider, int priority) {
    return ConnectionTypeDescriptor.<ManagedConnection<?>, ConnectionConfiguration>builder(
            id, name, category)
        .provider(provider)
        .dataStores("Store")
        .priority(priority)
        .build(new NoClasses());
  }

  private static final class NoClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      throw new AssertionError("look-ups load no classes");
    }

    @Override
    public Class<?> configurationClass(int id) {
      throw new AssertionError("look-ups load no classes");
    }
  }
}
