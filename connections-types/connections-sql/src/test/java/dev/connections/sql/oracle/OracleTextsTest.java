package dev.connections.sql.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.internal.text.SessionEffect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OracleTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER SESSION SET CURRENT_SCHEMA = other",
        "/* why */ alter session set nls_date_format = 'YYYY'",
        "SET ROLE auditor",
        "CREATE PRIVATE TEMPORARY TABLE ora$ptt_mine (i NUMBER)",
        "BEGIN DBMS_SESSION.SET_CONTEXT('shop', 'tenant', '7'); END;",
        "begin execute immediate 'alter session set sql_trace = true'; end;",
        "{call dbms_application_info.set_module(?, ?)}",
        "<<locked>> DECLARE n NUMBER; BEGIN n := DBMS_LOCK . REQUEST(1); END;"
      })
  void theSessionIsChangedForLonger(String sql) {
    assertThat(OracleTexts.effectOf(sql)).isEqualTo(SessionEffect.LASTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM DUAL",
        "(SELECT 1 FROM DUAL)",
        "UPDATE orders SET item = 'ALTER SESSION' WHERE id = :1",
        "SET TRANSACTION READ ONLY",
        "SET CONSTRAINTS ALL DEFERRED",
        "ALTER TABLE orders ADD (note VARCHAR2(10))",
        "CREATE GLOBAL TEMPORARY TABLE mine (i NUMBER)",
        "BEGIN place_order(:1); END;",
        "{call place_order(?)}"
      })
  void theSessionStaysAsItIs(String sql) {
    assertThat(OracleTexts.effectOf(sql)).isEqualTo(SessionEffect.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE a (i NUMBER)                  | true
          /* why */ truncate table a                 | true
          COMMENT ON TABLE a IS 'x'                  | true
          GRANT SELECT ON a TO b                     | true
          ALTER SYSTEM SWITCH LOGFILE                | true
          ALTER SESSION SET CURRENT_SCHEMA = b       | false
          CREATE PRIVATE TEMPORARY TABLE t (i NUMBER) | false
          SELECT 'create table' FROM DUAL            | false
          BEGIN EXECUTE IMMEDIATE 'DROP TABLE a'; END; | false
          """)
  void definitionsCommitTheTransactionBeforeThem(String sql, boolean commits) {
    assertThat(OracleTexts.commitsFirst(sql)).isEqualTo(commits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1 FROM DUAL                            | false | false
          INSERT INTO a VALUES (q'[it's; commit]')      | false | false
          WITH old AS (SELECT 1 FROM DUAL) SELECT * FROM old | false | false
          MERGE INTO a USING b ON (a.i = b.i) WHEN MATCHED THEN UPDATE SET x = 1 | false | false
          TRUNCATE TABLE a                              | false | false
          BEGIN place_order(1); END;                    | true  | false
          {call place_order(?)}                         | true  | false
          BEGIN UPDATE a SET x = 1; COMMIT; bad(); END; | true  | true
          """)
  void aTextThatFailsMayHaveAppliedSomething(String sql, boolean outside, boolean inside) {
    assertThat(OracleTexts.mayCommit(sql, true)).isEqualTo(outside);
    assertThat(OracleTexts.mayCommit(sql, false)).isEqualTo(inside);
  }
}
