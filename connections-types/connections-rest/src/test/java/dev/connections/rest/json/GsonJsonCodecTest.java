package dev.connections.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GsonJsonCodecTest extends StrictJsonCodecContract {

  @Override
  JsonCodec codec() {
    return new GsonJsonCodec();
  }

  @Override
  String library() {
    return "Gson";
  }

  @Test
  void theApplicationsGsonIsUsed() throws IOException {
    JsonCodec upper =
        new GsonJsonCodec(
            new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.UPPER_CAMEL_CASE).create());

    assertThat(upper.encode(new Line("a", 1)))
        .asString(UTF_8)
        .isEqualTo("{\"Sku\":\"a\",\"Count\":1}");
  }

  @Test
  void anApplicationsGsonReadsJsonOnlyUnlessItIsLenientByItsBuilder() throws IOException {
    byte[] loose = "{sku:'a',count:1}".getBytes(UTF_8);
    JsonType<Line> line = JsonType.of(Line.class);

    assertThatIOException().isThrownBy(() -> new GsonJsonCodec(new Gson()).decode(loose, line));
    assertThat(
            new GsonJsonCodec(new GsonBuilder().setStrictness(Strictness.LENIENT).create())
                .decode(loose, line))
        .isEqualTo(new Line("a", 1));
  }

  @Test
  void wholeNumbersOfNoTypeAreExact() throws IOException {
    assertThat(
            codec()
                .decode("{\"id\":9007199254740993}".getBytes(UTF_8), JsonType.mapOf(Object.class)))
        .isEqualTo(Map.of("id", 9007199254740993L));
  }

  /** Of Gson 2.15.0; if it fails, Gson is better, and docs/rest.md need not say so any more. */
  @Test
  void gsonReadsSomeNumbersThatAreTooLargeAsTheLargest() throws IOException {
    assertThat(codec().decode("9223372036854775808".getBytes(UTF_8), JsonType.of(Long.class)))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void halfACharacterIsNotReplacedByAQuestionMark() {
    assertThatIOException().isThrownBy(() -> codec().encode(new Line("\uD83D", 1)));
  }
}
