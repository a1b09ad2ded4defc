package dev.connections.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class Jackson3JsonCodecTest extends StrictJsonCodecContract {

  @Override
  JsonCodec codec() {
    return new Jackson3JsonCodec();
  }

  @Override
  String library() {
    return "Jackson 3";
  }

  @Test
  void datesAreTexts() throws IOException {
    byte[] json = codec().encode(Instant.EPOCH);

    assertThat(json).asString(UTF_8).isEqualTo("\"1970-01-01T00:00:00Z\"");
    assertThat(codec().decode(json, JsonType.of(Instant.class))).isEqualTo(Instant.EPOCH);
  }

  @Test
  void theApplicationsMapperIsUsed() throws IOException {
    JsonCodec upper =
        new Jackson3JsonCodec(
            JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build());

    assertThat(upper.encode(new Line("a", 1)))
        .asString(UTF_8)
        .isEqualTo("{\"Sku\":\"a\",\"Count\":1}");
  }
}
