package dev.connections.sql.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.internal.text.SessionEffect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("situation")
class H2SessionStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET SCHEMA other",
        "/* c */ set @x = 1",
        "select @x := 1",
        "call set(@x, 1)",
        "create local temporary table x (i int)"
      })
  void whatChangesASessionIsKnown(String sql) {
    assertThat(H2SessionState.of(sql)).isEqualTo(SessionEffect.LASTING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "update x set y = 1", "create table temperature (i int)"})
  void whatDoesNotIsLeftAlone(String sql) {
    assertThat(H2SessionState.of(sql)).isEqualTo(SessionEffect.NONE);
  }
}
