package dev.connections.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.outside.Facts.Fact;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void rowsWithTheSameFactsDoNotDiffer() {
    Row row =
        Row.of("a: b", 2, outcome(1, new Fact("rows", "3")), outcome(2, new Fact("rows", "3")));

    assertThat(row.differences()).isEmpty();
    assertThat(row.verdict()).isEqualTo("same");
  }

  @Test
  void aFactThatOnlyOneOfThemCameToDiffers() {
    Row row = Row.of("a: b", 2, outcome(1, new Fact("rows", "3")), outcome(1));

    assertThat(row.isFault()).isTrue();
    assertThat(row.differences()).singleElement().matches(it -> !it.isReached());
  }

  @Test
  void moreSessionsThanThePoolHasConnectionsDiffer() {
    assertThat(Row.of("a: b", 2, outcome(1), outcome(2)).isFault()).isFalse();
    assertThat(Row.of("a: b", 2, outcome(1), outcome(3)).isFault()).isTrue();
  }

  @Test
  void aDifferenceIsMeantOnlyForItsScenarioAndFact() {
    MeantDifference meant = MeantDifference.ALL.get(0);

    assertThat(row(meant.scenario(), meant.fact()).verdict()).isEqualTo("meant");
    assertThat(row(meant.scenario(), "another fact").verdict()).isEqualTo("differs");
    assertThat(row("another: scenario", meant.fact()).verdict()).isEqualTo("differs");
  }

  @Test
  void anExceptionIsAFactWithItsClassStateAndCauses() {
    SQLException failure =
        new SQLException("first\nsecond", "23505", new IllegalStateException("why"));

    assertThat(Facts.describe(failure))
        .isEqualTo("java.sql.SQLException [23505]: first <- java.lang.IllegalStateException: why");
  }

  private static Row row(String scenario, String fact) {
    return Row.of(scenario, 2, outcome(1, new Fact(fact, "1")), outcome(1, new Fact(fact, "2")));
  }

  private static Outcome outcome(long sessions, Fact... facts) {
    return new Outcome(List.of(facts), sessions);
  }
}
