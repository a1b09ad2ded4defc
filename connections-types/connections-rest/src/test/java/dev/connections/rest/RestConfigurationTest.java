package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.connections.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestConfigurationTest {

  private static final Secret CANARY = Secret.of("${env:KEY}", () -> "canary");

  private static RestConfiguration with(Map<String, String> headers, String apiKeyHeader) {
    return new RestConfiguration(
        URI.create("https://api.test"),
        headers,
        Optional.of(CANARY),
        Optional.of(CANARY),
        apiKeyHeader,
        Optional.empty(),
        List.of(),
        Map.of(),
        RestHttpSettings.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://h/x,               must begin with http:// or https://",
    "/x,                      must begin with http:// or https://",
    "https:///x,              must begin with http:// or https://",
    "https://user:canary@h/x, must not hold a user or a password",
    "https://h/x?key=canary,  must not hold a query",
    "https://h/x#canary,      must not hold a query or a fragment",
  })
  void aUrlThatCannotWorkOrHoldsASecretIsRefusedWithoutBeingShown(String url, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RestConfiguration.of(URI.create(url)))
        .withMessageContaining(problem)
        .satisfies(rejection -> assertThat(rejection.getMessage()).doesNotContain("canary"));
  }

  @Test
  void anAuthorizationHeaderInClearIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of("authorization", "Basic canary"), "X-Api-Key"))
        .withMessageContaining("use bearerToken, apiKey, basic or oauth2")
        .satisfies(rejection -> assertThat(rejection.getMessage()).doesNotContain("canary"));
  }

  @Test
  void aHeaderWithALineBreakIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of("X-Tenant", "a\r\nb"), "X-Api-Key"))
        .withMessageContaining("X-Tenant");
  }

  @Test
  void twoSecretsForOneHeaderAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Map.of(), "Authorization"))
        .withMessageContaining("keep one of them");
  }

  @Test
  void limitsThatWouldMeanForEverAreRefused() {
    Duration ten = Duration.ofSeconds(10);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RestHttpSettings(
                    Duration.ZERO, ten, 1, ten, true, false, 1, Optional.empty(), List.of()))
        .withMessageContaining("readTimeout")
        .withMessageContaining("PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RestHttpSettings(ten, ten, 1, ten, true, false, 0, Optional.empty(), List.of()))
        .withMessageContaining("maxResponseBytes");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RestHttpSettings(
                    ten, ten, -1, ten, true, false, 1, Optional.empty(), List.of()))
        .withMessageContaining("maxIdleConnections");
  }

  @Test
  void aConfigurationPrintsNoSecret() {
    assertThat(with(Map.of("X-Tenant", "graz"), "X-Api-Key").toString())
        .contains("graz", "${env:KEY}")
        .doesNotContain("canary");
  }
}
