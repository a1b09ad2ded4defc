package dev.connections.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("situation")
class JdbcSessionStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET x = 1",
        "/* c */ use other",
        "call work()",
        "begin",
        "alter session set x = 1",
        "create temporary table x (i int)",
        "create global temporary table x (i int)",
        "select * into #x from y",
        "select @x := 1",
        "select 1; set x = 1",
        "pragma x = 1",
        "whatever"
      })
  void whatMayChangeASessionIsTakenToChangeIt(String sql) {
    assertThat(JdbcSessionState.isChangedBy(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "insert into temporary values ('set', '@x')",
        "with a as (select 1) select * from a",
        "create table session (i int)",
        "drop table x",
        "-- set x\nupdate x set y = 'it\\''s'"
      })
  void whatSurelyDoesNotIsLeftAlone(String sql) {
    assertThat(JdbcSessionState.isChangedBy(sql)).isFalse();
  }
}
