package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Secret;
import dev.connections.internal.configuration.secret.Reference;
import dev.connections.internal.configuration.secret.SecretRedactor;
import dev.connections.internal.configuration.secret.ShownText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A reference without its end is a slip, and never meant as a text. An outsider left out the brace,
 * and the rest was taken for the user name.
 */
@Timeout(30)
class UnclosedReferenceTest {

  @Test
  void allUnclosedReferencesAreToldAtOnceWithTheirPlaces() {
    assertThat(
            violations(
                text(
                    "connections:",
                    "  a:",
                    "    type: Store",
                    "    url: http://${env:HOST/x",
                    "    username: ${env:A",
                    "    password: ${env:PASSWORD:-hunter2-canary",
                    "    mode: ${file:/run/mode",
                    "    pool: {maxSize: '#{Size}'}",
                    "    headers: {x: 'a ${env:B ${env:C}', y: '${env:D:-${env:E}}'}")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("connections.yaml:4:10  connections.a.url = ")
                    .contains("has ${env:HOST/x without the closing brace }"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "connections.yaml:5:15  connections.a.username = \"${env:A\": has ${env:A"
                            + " without the closing brace }; hint: add the brace; write $${ for a"
                            + " literal ${"),
            line ->
                assertThat(line)
                    .startsWith(
                        "connections.yaml:6:15  connections.a.password: has ${env:PASSWORD without"
                            + " the closing brace }")
                    .doesNotContain("canary"),
            line -> assertThat(line).contains("7:11").contains("${file:/run/mode without"),
            line -> assertThat(line).contains("8:21").contains("has #{Size without the closing }#"),
            line -> assertThat(line).contains("9:18").contains("has ${env:B without"),
            line ->
                assertThat(line)
                    .contains("9:43")
                    .contains("has a reference inside of the reference ${env:D"));
  }

  @Test
  void aPasswordInAVariableMayHoldTheLettersOfAReference() {
    Map<String, String> environment = Map.of("CONNECTIONS__A__PASSWORD", "${x-canary");

    assertThat(
            Loading.of(
                    text("connections: {a: {type: Store, url: 'http://a'}}")
                        .environment(environment))
                .store("a")
                .password()
                .map(Secret::reveal))
        .contains("${x-canary");
  }

  @Test
  void whatIsNoReferenceIsStillText() {
    assertThat(
            Loading.of(
                    text(
                        "connections: {a: {type: Store, url: 'http://a', username: 'a$b{c}#d $${x'}}"))
                .store("a")
                .username())
        .contains("a$b{c}#d ${x");
  }

  // An error of a URL must show it, and never its password, however it is written.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:postgresql://db/orders             | jdbc:postgresql://db/orders
          postgres:app:can:ary@db                 | postgres:***@db
          jdbc:postgresql://app:can/ary@db/orders | jdbc:postgresql://***@db/orders
          http://app:can@ary@db?a=b               | http://***@db?a=b
          jdbc:x://db/?pass%77ord=canary&a=b      | jdbc:x://db/?pass%77ord=…&a=b
          jdbc:x://db/?options=x%3Dcanary         | jdbc:x://db/?options=…
          shop@example.com                        | shop@example.com
          """)
  void aUrlIsShownWithoutItsUser(String written, String shown) {
    assertThat(ShownText.value("connections.a.url", written, new SecretRedactor()))
        .isEqualTo(shown);
  }

  @Test
  void aValueThatAReferenceMayHideIsNeverPartOfAnUnclosedOne() {
    assertThat(List.of("${hunter2-canary", "hunter2-canary", "${env:A}"))
        .allMatch(text -> Reference.unclosed(text) == null);
  }
}
