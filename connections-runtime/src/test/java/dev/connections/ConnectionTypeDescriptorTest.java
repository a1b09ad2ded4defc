package dev.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.annotations.ConnectionMode;
import org.junit.jupiter.api.Test;

class ConnectionTypeDescriptorTest {

  @Test
  void modesAreReadWriteUnlessTheyAreGiven() {
    assertThat(builder().build(new NoClasses()).modes()).containsExactly(ConnectionMode.READ_WRITE);
    assertThat(
            builder()
                .modes(ConnectionMode.READ_ONLY, ConnectionMode.BULK)
                .build(new NoClasses())
                .modes())
        .containsExactlyInAnyOrder(ConnectionMode.READ_ONLY, ConnectionMode.BULK);
    assertThat(builder().modes().build(new NoClasses()).modes()).isEmpty();
  }

  private static ConnectionTypeDescriptor.Builder<ManagedConnection<?>, ConnectionConfiguration>
      builder() {
    return ConnectionTypeDescriptor.builder(1, "Some", "Other");
  }

  private static final class NoClasses implements ConnectionTypeDescriptor.Classes {
    @Override
    public Class<?> connectionClass(int id) {
      throw new AssertionError("modes load no classes");
    }

    @Override
    public Class<?> configurationClass(int id) {
      throw new AssertionError("modes load no classes");
    }
  }
}
