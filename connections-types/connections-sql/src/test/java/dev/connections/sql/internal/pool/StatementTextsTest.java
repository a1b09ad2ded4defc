package dev.connections.sql.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Deadline;
import dev.connections.sql.TransactionOptions;
import dev.connections.sql.internal.dialect.SqlDialect;
import dev.connections.sql.internal.dialect.TransactionStatus;
import dev.connections.sql.internal.failure.SqlStateRule;
import dev.connections.sql.internal.text.SessionEffect;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementTextsTest {

  private final Texts dialect = new Texts();
  private final StatementTexts texts = new StatementTexts(dialect);

  @Test
  void aTextIsReadOnceHoweverOftenItIsSent() {
    StatementTexts.Meaning first = texts.of("SELECT 1");

    assertThat(texts.of(new StringBuilder("SELECT").append(" 1").toString())).isSameAs(first);
    assertThat(dialect.read).containsExactly("SELECT 1");
  }

  @Test
  void textsWithTheSameHashAreNotTakenForEachOther() {
    String plain = "SELECT 'Aa'";
    String other = "SELECT 'BB'";
    assertThat(plain).hasSameHashCodeAs(other);

    assertThat(texts.of(plain).sql()).isEqualTo(plain);
    assertThat(texts.of(other).sql()).isEqualTo(other);
    assertThat(texts.of(plain).sql()).isEqualTo(plain);
  }

  @Test
  void aCallMayCommitOutsideOfATransactionOnly() {
    StatementTexts.Meaning meaning = texts.of("CALL pay()");

    assertThat(meaning.mayCommit(true)).isTrue();
    assertThat(meaning.mayCommit(false)).isFalse();
  }

  @Test
  void aTextThatChangesTheSessionIsNotKept() {
    texts.of("SET ROLE admin");
    texts.of("SET ROLE admin");

    assertThat(dialect.read).hasSize(2);
  }

  @Test
  void aLongTextIsNotKept() {
    String longText = "SELECT " + "1 + ".repeat(600) + "1";

    texts.of(longText);
    texts.of(longText);

    assertThat(dialect.read).hasSize(2);
  }

  @Test
  void whatIsRejectedIsRejectedEachTime() {
    assertThat(texts.of("SELECT forbidden").rejection()).isEqualTo("not here");
    assertThat(texts.of("SELECT forbidden").rejection()).isEqualTo("not here");
  }

  /** Remembers which texts it was asked about. */
  private static final class Texts implements SqlDialect {

    final List<String> read = new ArrayList<>();

    @Override
    public SessionEffect effectOf(String sql) {
      read.add(sql);
      return sql.startsWith("SET ") ? SessionEffect.RESETTABLE : SessionEffect.NONE;
    }

    @Override
    public @Nullable String rejection(String sql) {
      return sql.contains("forbidden") ? "not here" : null;
    }

    @Override
    public Connection connect(Deadline deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String address() {
      return "nowhere";
    }

    @Override
    public List<SqlStateRule> rules() {
      return List.of();
    }

    @Override
    public void makeReadOnly(Connection physical, boolean readOnly, Deadline deadline) {}

    @Override
    public boolean takesWrites(Connection physical) {
      return true;
    }

    @Override
    public void isolate(Connection pooled, TransactionOptions.Isolation isolation) {}

    @Override
    public TransactionStatus transaction(Connection physical, boolean uncommitted) {
      return TransactionStatus.NONE;
    }
  }
}
