package dev.connections.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.sql.SqlPoolSettings;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcConfigurationTest {

  private static JdbcConfiguration readOnly(boolean readOnly, @Nullable String statement) {
    return new JdbcConfiguration(
        "jdbc:hsqldb:mem:a",
        Optional.empty(),
        Optional.empty(),
        SqlPoolSettings.DEFAULT,
        readOnly,
        Optional.ofNullable(statement),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:hsqldb:mem:a",
        "jdbc:oracle:thin:@//db:1521/orders",
        "jdbc:derby:memory:a;create=true",
        "jdbc:postgresql://db:5432/a?sslmode=verify-full&options=-c%20x",
        "jdbc:sqlite:C:\\data\\a.db"
      })
  void urlsOfAllFormsAreTaken(String url) {
    assertThatCode(() -> JdbcConfiguration.of(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "jdbc:oracle:thin:scott/canary@db:1521:x|must not hold a user or password",
        "jdbc:x://scott:canary@db/a|must not hold a user or password",
        "jdbc:x://db/a?PassWord=canary|'PassWord'; use the setting password",
        "jdbc:x://db;user=scott;pwd=canary|'pwd'; use the setting password",
        "postgres://db/a|must begin with jdbc:"
      })
  void aPasswordInTheUrlIsRefusedAndNotShown(String url, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdbcConfiguration.of(url))
        .withMessageContaining(problem)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("canary"));
  }

  @Test
  void whatIsShownOfAUrlHoldsNoParameters() {
    assertThat(JdbcRules.shown("jdbc:x://db:1/a?key=canary")).isEqualTo("jdbc:x://db:1/a");
    assertThat(JdbcRules.shown("jdbc:x:scott/canary@db:1/a")).isEqualTo("jdbc:x:@db:1/a");
    assertThat(JdbcRules.shown("jdbc:oracle:thin:@db:1521:x"))
        .isEqualTo("jdbc:oracle:thin:@db:1521:x");
  }

  @Test
  void readOnlyIsNoPromiseWithoutAStatementForIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readOnly(true, null))
        .withMessageContaining("readOnlyStatement is required where readOnly is true");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readOnly(false, "SET TRANSACTION READ ONLY"))
        .withMessageContaining("has no effect unless readOnly is true");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readOnly(true, " "))
        .withMessageContaining("must be a statement, but is blank");
  }
}
