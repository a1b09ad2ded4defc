package dev.connections.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JacksonJsonCodecTest extends StrictJsonCodecContract {

  @Override
  JsonCodec codec() {
    return new JacksonJsonCodec();
  }

  @Override
  String library() {
    return "Jackson 2";
  }

  @Test
  void theApplicationsMapperIsUsed() throws IOException {
    JsonCodec upper =
        new JacksonJsonCodec(
            JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build());

    assertThat(upper.encode(new Line("a", 1)))
        .asString(UTF_8)
        .isEqualTo("{\"Sku\":\"a\",\"Count\":1}");
  }

  @Test
  void typesPrintThemselvesAsInSource() {
    assertThat(JsonType.mapOf(JsonType.listOf(String.class)))
        .hasToString("Map<String, List<java.lang.String>>");
  }
}
