package dev.connections.sql.mssql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.sql.internal.text.SessionEffect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsSqlTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET NOCOUNT ON",
        "/* why */ set language French",
        "SELECT 1 SET ROWCOUNT 5",
        "USE master",
        "CREATE TABLE #mine (i int)",
        "SELECT * INTO #mine FROM orders",
        "EXEC sp_set_session_context 'tenant', 7",
        "EXECUTE AS USER = 'other'",
        "BEGIN TRAN",
        "begin transaction",
        "DECLARE c CURSOR FOR SELECT 1",
        "EXEC sp_getapplock @Resource = 'a', @LockMode = 'Exclusive'"
      })
  void theSessionIsChangedForLonger(String sql) {
    assertThat(MsSqlTexts.effectOf(sql)).isEqualTo(SessionEffect.LASTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "UPDATE orders SET item = 'SET x' WHERE id = @P0",
        "MERGE orders USING new ON 1 = 1 WHEN MATCHED THEN UPDATE SET item = 'a';",
        "ALTER DATABASE orders SET RECOVERY SIMPLE",
        "INSERT INTO orders (note) VALUES ('#1; USE it')",
        "SELECT * FROM orders -- SET nothing",
        "EXEC place_order 1"
      })
  void theSessionStaysAsItIs(String sql) {
    assertThat(MsSqlTexts.effectOf(sql)).isEqualTo(SessionEffect.NONE);
  }

  /** Statements need no semicolon between them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                                                         | false
          INSERT INTO a SELECT * FROM b                                    | false
          INSERT INTO a VALUES (N'é; UPDATE')                              | false
          UPDATE a SET x = 1;                                              | false
          WITH old AS (SELECT 1 AS x) DELETE FROM a WHERE x IN (SELECT x FROM old) | false
          MERGE a USING b ON a.i = b.i WHEN MATCHED THEN UPDATE SET x = 1 WHEN NOT MATCHED THEN INSERT VALUES (1); | false
          CREATE PROCEDURE p AS BEGIN INSERT INTO a VALUES (1) COMMIT END  | false
          UPDATE a SET x = 1 UPDATE b SET x = 1                            | true
          INSERT INTO a VALUES (1); SELECT 1                               | true
          INSERT INTO a EXEC p                                             | true
          EXEC p                                                           | true
          {call p(?)}                                                      | true
          IF 1 = 1 DELETE FROM a                                           | true
          DECLARE @x int                                                   | true
          """)
  void aTextThatFailsMayHaveAppliedSomething(String sql, boolean may) {
    assertThat(MsSqlTexts.mayCommit(sql, true)).isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE a SET x = 1 UPDATE b SET x = 1, false",
    "EXEC p, false",
    "UPDATE a SET x = 1 COMMIT UPDATE b SET x = 1, true"
  })
  void inATransactionOnlyACommitKeepsAnything(String sql, boolean may) {
    assertThat(MsSqlTexts.mayCommit(sql, false)).isEqualTo(may);
  }
}
