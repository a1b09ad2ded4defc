package dev.connections.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.internal.text.SessionEffect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("situation")
class SqliteSessionStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA foreign_keys = off",
        "pragma main.cache_size=5",
        "PRAGMA case_sensitive_like(1)",
        "/* c */ attach 'x.db' as other",
        "create temp table x (i int)",
        "CREATE TEMPORARY VIEW v AS SELECT 1",
        "select 1; begin",
        "SAVEPOINT a"
      })
  void whatChangesASessionIsKnown(String sql) {
    assertThat(SqliteSessionState.of(sql)).isEqualTo(SessionEffect.LASTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "update pragma set temp = 1",
        "create table temperature (i int)",
        "PRAGMA table_info(orders)",
        "pragma main.table_info(orders)",
        "PRAGMA foreign_keys",
        "insert into a select 'begin' from b"
      })
  void whatDoesNotIsLeftAlone(String sql) {
    assertThat(SqliteSessionState.of(sql)).isEqualTo(SessionEffect.NONE);
  }

  @Test
  void whatEndsReadOnlyIsRejected() {
    assertThat(SqliteSessionState.rejection("PRAGMA query_only = 0")).contains("query_only");
    assertThat(SqliteSessionState.of("PRAGMA query_only = 0")).isEqualTo(SessionEffect.NONE);
    assertThat(SqliteSessionState.rejection("select query_only from settings")).isNull();
  }

  @Test
  void whatKeepsAPartOfWhatFailedIsKnown() {
    assertThat(SqliteSessionState.keepsPart("INSERT or\nFAIL into t values (1)")).isTrue();
    assertThat(SqliteSessionState.keepsPart("INSERT OR ABORT INTO t VALUES (1)")).isFalse();
  }
}
