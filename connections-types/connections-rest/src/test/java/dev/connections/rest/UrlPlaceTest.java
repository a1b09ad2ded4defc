package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.provider.ConnectionProviderBuilder;
import dev.connections.provider.Connections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outsider: an error of rates.url in the file was told with origin "variable RATES_PORT". */
@Timeout(30)
class UrlPlaceTest {

  @Test
  void aWrongUrlIsToldWhereItStandsWithItsValueThoughAVariableTouchesTheConnection() {
    ConnectionProviderBuilder builder =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                        "connections.yaml",
                        """
                        connections:
                          rates:
                            type: Rest
                            url: ftp://rates.example.com/v1
                        """)
                    .environment(Map.of("RATES_PORT", "8080")));
    builder.types(RestConnectionTypes.source());

    assertThatThrownBy(builder::verify)
        .isInstanceOf(ConnectionConfigurationException.class)
        .hasMessageContaining(
            "connections.yaml:4:10  connections.rates.url = \"ftp://rates.example.com/v1\": must"
                + " begin with http:// or https://")
        .hasMessageNotContaining("variable RATES_PORT");
  }
}
