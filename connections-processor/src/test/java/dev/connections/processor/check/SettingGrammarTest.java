package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.ConfigurationLoader;
import dev.connections.processor.model.ClassReference;
import dev.connections.processor.model.ScalarKind;
import dev.connections.processor.model.SettingType;
import dev.connections.spi.Binders;
import dev.connections.spi.ConfigurationBinder;
import dev.connections.spi.ConfigurationNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor takes for a value is what the runtime binds, for all texts and types. */
class SettingGrammarTest {

  /** Any enum. */
  enum Mode {
    READ_ONLY,
    READ_WRITE
  }

  private static final Map<ScalarKind, ConfigurationBinder<?>> BINDERS =
      new EnumMap<>(
          Map.of(
              ScalarKind.STRING, Binders.string(),
              ScalarKind.INTEGER, Binders.integer(),
              ScalarKind.LONG, Binders.longInteger(),
              ScalarKind.DOUBLE, Binders.decimal(),
              ScalarKind.BIG_DECIMAL, Binders.bigDecimal(),
              ScalarKind.BOOLEAN, Binders.bool(),
              ScalarKind.DURATION, Binders.duration(),
              ScalarKind.URI, Binders.uri(),
              ScalarKind.PATH, Binders.path()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-1",
        "+7",
        "007",
        "1_000",
        "1,000",
        "٣",
        "0x10",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "1.",
        ".5",
        "1.5",
        "1e3",
        "1e999",
        "1e99999",
        "-",
        ".",
        "NaN",
        "Infinity",
        "1d",
        "10L",
        "true",
        "TRUE",
        "yes",
        "off",
        "falsch",
        "30s",
        "1m30s",
        "30s1m",
        "1d2h3m4s5ms",
        "30",
        "PT30S",
        "-5s",
        "5 s",
        "5S",
        "0s",
        "9223372036854775807d",
        "99999999999999999999s",
        "https://example.org",
        "https://user@example.org/",
        "jdbc:postgresql://localhost/db",
        "jdbc:x://u:p@host/db",
        "https://example.org?access_token=abc",
        "https://example.org?api_key=abc",
        "example.org",
        "/path/only",
        "https://exa mple.org",
        "mailto:a@example.org",
        "data/file.txt",
        "read_only",
        "READ-WRITE",
        "Read_Write",
        "readonly",
        "READ_WRTE"
      })
  void defaultsAreAcceptedIfAndOnlyIfTheRuntimeBindsThem(String text) {
    for (Map.Entry<ScalarKind, ConfigurationBinder<?>> each : BINDERS.entrySet()) {
      SettingType type = new SettingType.Scalar(each.getKey());
      assertThat(SettingGrammar.mismatch(type, text).isEmpty())
          .as("%s as %s", text, each.getKey())
          .isEqualTo(runtimeBinds(each.getValue(), text));
    }
    SettingType mode =
        new SettingType.Choice(
            ClassReference.of("app", "Mode"),
            Arrays.stream(Mode.values()).map(Enum::name).toList());
    assertThat(SettingGrammar.mismatch(mode, text).isEmpty())
        .as("%s as an enum", text)
        .isEqualTo(runtimeBinds(Binders.enumeration(Mode.values()), text));
  }

  private static boolean runtimeBinds(ConfigurationBinder<?> binder, String defaultText) {
    ConfigurationNode node =
        ConfigurationLoader.load(
                ConnectionsConfiguration.ofText("test.yaml", "connections: { a: { type: X } }"))
            .connections()
            .get(0)
            .node();
    return node.object("setting").withDefault("setting", binder, defaultText) != null;
  }
}
