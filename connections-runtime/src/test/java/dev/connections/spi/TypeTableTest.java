package dev.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionConfiguration;
import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ManagedConnection;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
      ConnectionTypeDescriptor<?, ?>[] types =
          IntStream.rangeClosed(1, size)
              .mapToObj(id -> type(id * 65_536, "Type" + id, "C", "p", 0))
              .toArray(ConnectionTypeDescriptor<?, ?>[]::new);
      TypeTable table = TypeTable.of(types);

      for (ConnectionTypeDescriptor<?, ?> type : types) {
        assertThat(table.byId(type.id())).isSameAs(type);
        assertThat(table.byName(type.name())).isSameAs(type);
        assertThat(table.byId(type.id() + 1)).isNull();
        assertThat(table.byName(type.name() + "x")).isNull();
      }
      assertThat(table.byId(0)).isNull();
      assertThat(table.byName("")).isNull();
    }
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
