package dev.connections.spi.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.DataSize;
import dev.connections.Percentage;
import dev.connections.spi.TextNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each binder takes what it documents and refuses the rest with what to write instead. */
class BindersTest {

  @Test
  void wholeNumbersAreDecimalDigitsWithinTheirRange() {
    assertThat(bound(Binders.integer(), "-2147483648")).isEqualTo(Integer.MIN_VALUE);
    assertThat(bound(Binders.integer(), "+007")).isEqualTo(7);
    assertThat(bound(Binders.longInteger(), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(refusal(Binders.integer(), "2147483648"))
        .isEqualTo("is out of range; allowed: a whole number from -2147483648 to 2147483647");
    assertThat(refusal(Binders.longInteger(), "9223372036854775808")).startsWith("is out of range");
    assertThat(refusal(Binders.integer(), "10_000")).endsWith("hint: write 10000");
    for (String text : new String[] {"", "ten", "1.0", "1e3", "0x10", "١٢", " 1", "9".repeat(99)}) {
      assertThat(refusal(Binders.integer(), text)).startsWith("is not a whole number");
    }
  }

  @Test
  void numbersAreFinite() {
    assertThat(bound(Binders.decimal(), "2.5e-1")).isEqualTo(0.25);
    assertThat(bound(Binders.bigDecimal(), ".10")).isEqualTo(new BigDecimal("0.10"));
    for (String text : new String[] {"NaN", ".inf", "Infinity", "1d", "0x1p3", "1,5", "1e99999"}) {
      assertThat(refusal(Binders.decimal(), text)).startsWith("is not a number");
    }
    assertThat(refusal(Binders.decimal(), "1e999")).startsWith("is out of range");
  }

  @Test
  void booleansAreTrueOrFalseOnly() {
    assertThat(bound(Binders.bool(), "True")).isTrue();
    assertThat(bound(Binders.bool(), "false")).isFalse();
    assertThat(refusal(Binders.bool(), "off"))
        .isEqualTo("is neither true nor false; allowed: true, false; hint: write false");
    assertThat(refusal(Binders.bool(), "1"))
        .isEqualTo("is neither true nor false; allowed: true, false");
  }

  @Test
  void durationsHaveUnits() {
    assertThat(bound(Binders.duration(), "500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(bound(Binders.duration(), "1m30s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(bound(Binders.duration(), "1d2h3m4s5ms"))
        .isEqualTo(Duration.parse("P1DT2H3M4.005S"));
    assertThat(bound(Binders.duration(), "0s")).isEqualTo(Duration.ZERO);
    assertThat(refusal(Binders.duration(), "30"))
        .isEqualTo(
            "has no unit; allowed: a whole number with a unit: ms, s, m, h, d; hint: write 30s");
    assertThat(refusal(Binders.duration(), "30000")).endsWith("hint: write 30000ms or 30000s");
    for (String text : new String[] {"", "s", "30S", "1.5s", "30s1m", "-1s", "PT5S", "5 s", "1w"}) {
      assertThat(refusal(Binders.duration(), text)).startsWith("is not a duration");
    }
    assertThat(refusal(Binders.duration(), "9999999999999999999d")).startsWith("is too long");
    assertThat(refusal(Binders.duration(), "9223372036854775807d")).startsWith("is too long");
  }

  @Test
  void sizesHaveUnits() {
    String allowed = "; allowed: a whole number with a unit: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB";
    assertThat(bound(Binders.dataSize(), "10MiB")).isEqualTo(DataSize.ofBytes(10 << 20));
    assertThat(refusal(Binders.dataSize(), "10"))
        .isEqualTo("has no unit" + allowed + "; hint: write 10B, or 10MiB if that is meant");
    assertThat(refusal(Binders.dataSize(), "10M"))
        .isEqualTo("is not a size" + allowed + "; hint: write 10MiB or 10MB");
    assertThat(refusal(Binders.dataSize(), "10 mib")).endsWith("hint: write 10MiB");
    assertThat(refusal(Binders.dataSize(), "10KB")).endsWith("hint: write 10kB");
    assertThat(refusal(Binders.dataSize(), "10PiB")).startsWith("has an unknown unit");
    assertThat(refusal(Binders.dataSize(), "8388608TiB"))
        .isEqualTo("is too large; allowed: at most 9223372036854775807B");
    assertThat(refusal(Binders.dataSize(), "9".repeat(99) + "B")).startsWith("is too large");
    for (String text : new String[] {"", "1.5MiB", "-1B", "MiB", "1MiB ", "٣MiB"}) {
      assertThat(refusal(Binders.dataSize(), text)).startsWith("is not a size");
    }
  }

  @Test
  void percentagesHaveTheirSign() {
    String allowed = "; allowed: a number with %, such as 50% or 0.5%; not negative";
    assertThat(bound(Binders.percentage(), "50%")).isEqualTo(Percentage.of(50));
    assertThat(refusal(Binders.percentage(), "50"))
        .isEqualTo("has no %" + allowed + "; hint: write 50%");
    assertThat(refusal(Binders.percentage(), "0.5"))
        .isEqualTo("has no %" + allowed + "; hint: write 50%, or 0.5% if that is meant");
    assertThat(refusal(Binders.percentage(), "0")).endsWith("hint: write 0%");
    assertThat(refusal(Binders.percentage(), "-5%")).isEqualTo("is negative" + allowed);
    assertThat(refusal(Binders.percentage(), "50 %")).endsWith("hint: write 50%");
    for (String text : new String[] {"", "%", ".5%", "half", "1e2%", "-", "-x%"}) {
      assertThat(refusal(Binders.percentage(), text)).startsWith("is not a percentage");
    }
  }

  @Test
  void oneOfSomeTextsIsFoundWithoutRegardToCaseAndDashes() {
    ConfigurationBinder<String> binder = Binders.oneOf("basic", "Client-Certificate");

    assertThat(bound(binder, "BASIC")).isEqualTo("basic");
    assertThat(bound(binder, "client_certificate")).isEqualTo("Client-Certificate");
    assertThat(refusal(binder, "bsaic"))
        .isEqualTo(
            "is not one of the values; allowed: basic, Client-Certificate; hint: write basic");
    assertThat(refusal(binder, "clientcertificate")).endsWith("hint: write Client-Certificate");
  }

  @Test
  void aLongHostileDurationIsRefusedQuickly() {
    long start = System.nanoTime();
    assertThat(refusal(Binders.duration(), "1".repeat(20_000) + "x")).contains("not a duration");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(5);
  }

  @Test
  void addressesHaveASchemeAndNoCredentials() {
    assertThat(bound(Binders.uri(), "https://h:1/p?q=1"))
        .isEqualTo(URI.create("https://h:1/p?q=1"));
    assertThat(bound(Binders.uri(), "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1")).isNotNull();
    assertThat(bound(Binders.uri(), "https://h/a@b?user=x")).isNotNull();
    for (String text : new String[] {"http://u@h", "https://u:p@h/", "jdbc:postgresql://u:p@h/d"}) {
      assertThat(refusal(Binders.uri(), text))
          .isEqualTo(
              "holds a user name or password; allowed: an absolute URL without credentials;"
                  + " hint: move them to settings of the type that refer to secrets, such as username"
                  + " and password, or bearerToken");
    }
    for (String text :
        new String[] {
          "jdbc:postgresql://h/d?password=x",
          "jdbc:sqlserver://h;Pwd=x",
          "http://h/?api_key=x",
          "http://h/?a=b&access-token=x",
          "jdbc:postgresql://h/d?sslpassword=x"
        }) {
      assertThat(refusal(Binders.uri(), text))
          .startsWith("holds a credential among its parameters");
    }
    assertThat(refusal(Binders.uri(), "example.org/x")).startsWith("has no scheme");
    assertThat(refusal(Binders.uri(), "http://h/exa mple"))
        .startsWith("is not a URL: Illegal character in path at character 13");
  }

  @Test
  void constantsAreFoundByNameWithoutRegardToCase() {
    ConfigurationBinder<TimeUnit> binder = Binders.enumeration(TimeUnit.values());

    assertThat(bound(binder, "seconds")).isEqualTo(TimeUnit.SECONDS);
    assertThat(refusal(binder, "secnods"))
        .isEqualTo(
            "is not one of the values; allowed: nanoseconds, microseconds, milliseconds, seconds,"
                + " minutes, hours, days; hint: write seconds");
    assertThat(bound(Binders.enumeration(ConfigurationNode.Kind.values()), "Mapping"))
        .isEqualTo(ConfigurationNode.Kind.MAPPING);
  }

  @Test
  void pathsAndTextsAreTakenAsTheyStand() {
    assertThat(bound(Binders.path(), "a/b.txt")).isEqualTo(Path.of("a/b.txt"));
    assertThat(bound(Binders.string(), " x ")).isEqualTo(" x ");
    assertThat(refusal(Binders.path(), "")).startsWith("is empty");
    assertThat(refusal(Binders.path(), "a\0b")).startsWith("is not a path: ");
  }

  private static <T> @Nullable T bound(ConfigurationBinder<T> binder, String text) {
    TextNode node = new TextNode(text);
    T value = binder.bind(node);
    assertThat(node.violations()).as(text).isEmpty();
    return value;
  }

  private static String refusal(ConfigurationBinder<?> binder, String text) {
    TextNode node = new TextNode(text);
    assertThat(binder.bind(node)).as(text).isNull();
    assertThat(node.violations()).as(text).hasSize(1);
    return node.violations().get(0);
  }
}
