package dev.connections.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET search_path TO tenant_7",
        "  set\tstatement_timeout = 5",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET ROLE auditor",
        "LISTEN orders",
        "create temp table x (i int)",
        "CREATE LOCAL TEMPORARY TABLE x (i int)",
        "select pg_advisory_lock(42)",
        "SELECT 1, pg_try_advisory_lock(42)"
      })
  void whatOutlivesTheTransactionIsRecognised(String sql) {
    assertThat(SessionState.isChangedBy(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "SET LOCAL search_path TO tenant_7",
        "set transaction isolation level serializable",
        "SET CONSTRAINTS ALL DEFERRED",
        "select * from settings",
        "select pg_advisory_xact_lock(42)",
        "select pg_advisory_unlock(42)",
        "update x set y = 1",
        "create table temperature (i int)",
        "settle"
      })
  void whatDoesNotIsLeftAlone(String sql) {
    assertThat(SessionState.isChangedBy(sql)).isFalse();
  }
}
