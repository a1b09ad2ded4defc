package dev.connections.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.internal.text.SessionEffect;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("situation")
class PostgreSqlSessionStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET search_path TO tenant_7",
        "  set\tstatement_timeout = 5",
        "/* a /* nested */ comment */ SET app.tenant = 'x'",
        "-- a comment\nSET app.tenant = 'x'",
        "SELECT 1; SET app.tenant = 'x'",
        ";SET app.tenant = 'x'",
        "BEGIN; SET app.tenant = 'x'; COMMIT",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET ROLE auditor",
        "RESET ALL",
        "DISCARD ALL",
        "LISTEN orders",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
        "COPY t FROM STDIN",
        "create temp table x (i int)",
        "CREATE LOCAL TEMPORARY TABLE x (i int)",
        "select 1 as i into temp x",
        "with w as (select 1 as i) select i into x from w",
        "select pg_advisory_lock(42)",
        "SELECT PG_ADVISORY_LOCK (42)",
        "SELECT 1, pg_try_advisory_lock(42)",
        "select set_config('app.tenant', 'x', false)",
        "select \"set_config\"('app.tenant', 'x', false)",
        "select pg_catalog.set_config /* c */ ('app.tenant', 'x', false)",
        "select U&\"set\\005fconfig\"('app.tenant', 'x', false)",
        "select tenant.lower('x')",
        "select * from become('x')",
        "insert into t select become('x')",
        "insert into t (a) values (become('x'))",
        "with w as (select become('x')) select 1",
        "do $$ begin perform set_config('app.tenant', 'x', false); end $$",
        "call become('x')",
        "{call become('x')}",
        "explain analyze select become('x')",
        "select 'it''s', become('x')",
        "select E'\\'', become('x')",
        "/* not closed"
      })
  void whatMayOutliveTheTransactionIsReset(String sql) {
    assertThat(PostgreSqlSessionState.of(sql)).isEqualTo(SessionEffect.RESETTABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOAD 'auto_explain'",
        "select setseed(0.5)",
        "select dblink_connect('other', 'dbname=x')",
        "do $$ begin perform setseed(0.5); end $$",
        "select pg_create_logical_replication_slot('s', 'test_decoding', true)"
      })
  void whatNoResetTakesBackIsKnown(String sql) {
    assertThat(PostgreSqlSessionState.of(sql)).isEqualTo(SessionEffect.LASTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "SELECT 1",
        "SET LOCAL search_path TO tenant_7",
        "set transaction isolation level serializable",
        "SET CONSTRAINTS ALL DEFERRED",
        "select * from settings where a in (1, 2) and (b = ? or c = $1)",
        "select count(*), lower(name) from t group by (name)",
        "select pg_advisory_xact_lock(42)",
        "update x set y = 1, z = (select max(i) from t)",
        "insert into x values (1)",
        "insert into x (a, b) values (?, ?) on conflict (a) do nothing returning id",
        "insert into \"public\".\"x\" (\"a\") values (?)",
        "insert into public.x (a) select a from y -- set app.tenant\n where (b)",
        "with w as (select 1) select 'set x', \"set\" from w",
        "BEGIN; UPDATE x SET y = 1; COMMIT;",
        "delete from x where exists (select 1 from y)"
      })
  void plainDataManipulationIsLeftAlone(String sql) {
    assertThat(PostgreSqlSessionState.of(sql)).isEqualTo(SessionEffect.NONE);
  }
}
