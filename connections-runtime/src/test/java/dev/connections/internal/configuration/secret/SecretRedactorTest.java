package dev.connections.internal.configuration.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.TestThreads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Known values, and what looks like a credential, become stars; the rest stays as it is. */
@Timeout(30)
class SecretRedactorTest {

  private final SecretRedactor redactor = new SecretRedactor();

  @Test
  void knownValuesAreReplacedTheLongestFirst() {
    redactor.register("${env:A}", "hunter");
    redactor.register("${env:B}", "hunter2-long");

    assertThat(redactor.redact("login hunter2-long and hunter failed"))
        .isEqualTo("login *** and *** failed");
  }

  @Test
  void urlEncodedValuesAreReplacedToo() {
    redactor.register("${env:A}", "p@ss/wörd&1");

    assertThat(redactor.redact("GET /x?key=p%40ss%2Fw%C3%B6rd%261")).isEqualTo("GET /x?key=***");
  }

  @Test
  void shortValuesDoNotTurnOrdinaryTextIntoStars() {
    redactor.register("${env:A}", "a1");

    assertThat(redactor.redact("a1 host a1b \"a1\" key=a1, key: a1b"))
        .isEqualTo("a1 host a1b \"***\" key=***, key: a1b");
  }

  /** Source: an outsider, whose password was postgres and could be read out of the stars. */
  @Test
  void aSecretThatIsAWordIsNotRemovedFromLongerWords() {
    redactor.register("${env:A}", "postgres");
    redactor.register("${env:B}", "5432");

    assertThat(redactor.redact("refused at jdbc:postgresql://db:54321/orders, postgres_fdw"))
        .isEqualTo("refused at jdbc:postgresql://db:54321/orders, postgres_fdw");
    assertThat(redactor.redact("login postgres with 'postgres', port 5432, (postgres)"))
        .isEqualTo("login *** with '***', port ***, (***)");
    assertThat(redactor.redact("user%3Apostgres%40db x\\npostgres \\u000apostgres"))
        .isEqualTo("user%3A***%40db x\\n*** \\u000a***");
  }

  @Test
  void aLongSecretIsRemovedWhereverItStands() {
    redactor.register("${env:A}", "k7Qz0mXw4Rb9Tn2Y");

    assertThat(redactor.redact("tokenk7Qz0mXw4Rb9Tn2Yx")).isEqualTo("token***x");
  }

  @Test
  void schemesAndNamesOfOperationsStayAlthoughASecretIsTheSame() {
    for (String secret : new String[] {"postgresql", "jdbc", "https", "find-orders", "sqlite"}) {
      redactor.register("${env:" + secret + "}", secret);
    }

    assertThat(redactor.redact("jdbc:postgresql://db/x, https://db/x, jdbc:sqlite:x"))
        .isEqualTo("jdbc:postgresql://db/x, https://db/x, jdbc:sqlite:x");
    assertThat(redactor.redact("orders-db, operation 'find-orders': said find-orders"))
        .isEqualTo("orders-db, operation 'find-orders': said ***");
    assertThat(redactor.redact("postgresql://me:https@db/x?k=https&password=jdbc"))
        .isEqualTo("postgresql://***@db/x?k=***&password=***");
    assertThat(redactor.redact("me:https://, said \"postgresql\": jdbc"))
        .isEqualTo("me:***://, said \"***\": ***");
  }

  @Test
  void anEmptyValueChangesNothing() {
    redactor.register("${env:A}", "");

    assertThat(redactor.redact("some text")).isEqualTo("some text");
  }

  @Test
  void theLastValuesOfAReferenceAreRemembered() {
    for (int i = 1; i <= 6; i++) {
      redactor.register("${file:/x}", "rotated-" + i);
    }

    assertThat(redactor.redact("rotated-1 rotated-3 rotated-6")).isEqualTo("rotated-1 *** ***");
  }

  @Test
  void credentialsInAddressesAndParametersAreReplacedThoughNobodyKnowsThem() {
    assertThat(redactor.redact("jdbc:postgresql://u:p@ss@h:1/d?user=u&password=x&ssl=on"))
        .isEqualTo("jdbc:postgresql://***@h:1/d?user=u&password=***&ssl=on");
    assertThat(redactor.redact("Server=h;Pwd=x;sslPassword='a b';api_key=k"))
        .isEqualTo("Server=h;Pwd=***;sslPassword=***;api_key=***");
    assertThat(redactor.redact("Authorization: Bearer eyJhbGciOi.J9.x_y-z, Basic dXNlcjpwYXNz=="))
        .isEqualTo("Authorization: Bearer ***, Basic ***");
    assertThat(redactor.redact("//user@host")).isEqualTo("//***@host");
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    for (String text :
        new String[] {
          "password authentication failed for user \"app\"",
          "http://h/p?x=1#a@b",
          "mail to a@b.c, see https://example.org/a@b",
          "Basic tests passed; the bearer was late",
          "$1 \\ ${env:X}"
        }) {
      assertThat(redactor.redact(text)).isEqualTo(text);
    }
  }

  @Test
  @Timeout(10)
  void hugeTextsAreRedactedQuickly() {
    redactor.register("${env:A}", "hunter2");
    String noise = "a".repeat(300_000) + "=" + "/".repeat(300_000) + "@" + " ".repeat(300_000);

    // Not isEqualTo, which would print them.
    assertThat(redactor.redact(noise + "hunter2").equals(noise + "***")).isTrue();
  }

  @Test
  void redactingTwiceIsRedactingOnce() {
    redactor.register("${env:A}", "hunter2");
    String once = redactor.redact("x://u:hunter2@h?password=hunter2 Bearer hunter2hunter2");

    assertThat(redactor.redact(once)).isEqualTo(once);
  }

  @Test
  void aCleanExceptionStaysItself() {
    redactor.register("${env:A}", "hunter2");
    Exception clean = new IllegalStateException("x", new IOException("y"));

    assertThat(redactor.redact(clean)).isSameAs(clean);
    assertThat(redactor.redact((Throwable) null)).isNull();
  }

  @Test
  void aTaintedChainIsCopiedWithClassNamesStackTracesAndItsCleanParts() {
    redactor.register("${env:A}", "hunter2");
    IllegalArgumentException clean = new IllegalArgumentException("clean");
    IOException cause = new IOException("denied for hunter2", clean);
    RuntimeException original = new IllegalStateException("cannot open", cause);
    original.addSuppressed(new IllegalStateException("close hunter2"));

    Throwable copy = Objects.requireNonNull(redactor.redact(original));

    assertThat(copy).isNotSameAs(original);
    assertThat(copy).hasToString("java.lang.IllegalStateException: cannot open");
    assertThat(copy.getStackTrace()).isEqualTo(original.getStackTrace());
    Throwable copiedCause = Objects.requireNonNull(copy.getCause());
    assertThat(copiedCause).hasMessage("java.io.IOException: denied for ***");
    assertThat(copiedCause.getCause()).isSameAs(clean);
    assertThat(copy.getSuppressed())
        .singleElement()
        .hasToString("java.lang.IllegalStateException: close ***");
    assertThat(printed(copy)).doesNotContain("hunter2").contains("SecretRedactorTest");
  }

  @Test
  void aSecretThatOnlyToStringShowsIsFound() {
    redactor.register("${env:A}", "hunter2");
    Exception odd =
        new Exception("harmless") {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            return "Odd[hunter2]";
          }
        };

    assertThat(redactor.redact(odd)).asString().contains("Odd[***]").doesNotContain("hunter2");
  }

  @Test
  void cyclesAndEndlessChainsEnd() {
    redactor.register("${env:A}", "hunter2");
    Exception first = new Exception("hunter2");
    Exception second = new Exception("second", first);
    first.initCause(second);
    second.addSuppressed(first);
    assertThat(printed(redactor.redact(first))).doesNotContain("hunter2");

    Exception chain = new Exception("hunter2");
    for (int i = 0; i < 500; i++) {
      chain = new Exception("hunter2 " + i, chain);
    }
    assertThat(printed(redactor.redact(chain)))
        .doesNotContain("hunter2")
        .contains("The causes below this were left out");
  }

  @Test
  void manyThreadsMayRegisterAndRedact() throws InterruptedException {
    int threads = 4;
    ExecutorService executor = TestThreads.pool();
    CountDownLatch clean = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      int thread = t;
      executor.execute(
          () -> {
            for (int i = 0; i < 200; i++) {
              String value = "value-" + thread + "-" + i + "-";
              redactor.register("${env:T" + thread + "}", value);
              if (!redactor.redact("x " + value).equals("x ***")) {
                return;
              }
            }
            clean.countDown();
          });
    }
    executor.shutdown();
    assertThat(clean.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static String printed(@Nullable Throwable throwable) {
    StringWriter text = new StringWriter();
    Objects.requireNonNull(throwable).printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
