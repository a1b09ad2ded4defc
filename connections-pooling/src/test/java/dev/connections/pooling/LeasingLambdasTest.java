package dev.connections.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.Lease;
import dev.connections.LeaseFunction;
import dev.connections.Leasing;
import dev.connections.Operation;
import dev.connections.Result;
import dev.connections.testsupport.EchoPeer;
import dev.connections.testsupport.EchoSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lambdas people write: that this class compiles is half of the test. */
@Timeout(30)
class LeasingLambdasTest {

  private static final Operation ASK = Operation.read("ask").deadline(Duration.ofSeconds(5));

  private final EchoPeer peer = new EchoPeer();
  private final EchoProvider provider = new EchoProvider(peer.port());
  private final Leasing<EchoSocket> echo = provider.connection();

  LeasingLambdasTest() throws IOException {}

  @AfterEach
  void stop() throws IOException {
    provider.close();
    peer.close();
  }

  @Test
  @SuppressWarnings("NullAway") // cannot follow a nullable type argument into a lambda
  void twentyOrdinaryLambdasCompileAndRun() throws Exception {
    List<String> told = new ArrayList<>();
    AtomicReference<String> last = new AtomicReference<>("");

    // 1-2: an expression, with and without an operation
    String one = echo.execute(ASK, socket -> socket.echo("1"));
    String two = echo.execute(socket -> socket.echo("2"));
    // 3: a block that gives a value
    String three =
        echo.execute(
            ASK,
            socket -> {
              String answer = socket.echo("3");
              return answer + "!";
            });
    // 4: a block that gives none
    echo.run(
        ASK,
        socket -> {
          told.add(socket.echo("4"));
        });
    // 5: an expression whose value nobody wants
    echo.run(ASK, socket -> socket.echo("5"));
    // 6: a call of a void method
    echo.run(socket -> socket.send("silence"));
    // 7: a boolean that is thrown away, as of List.add
    echo.run(ASK, socket -> told.add(socket.echo("7")));
    // 8-9: method references
    String eight = echo.execute(ASK, LeasingLambdasTest::greet);
    echo.run(ASK, LeasingLambdasTest::tell);
    // 10: a method of the resource itself
    String ten = echo.execute(ASK, this::instanceGreet);
    // 11: null as a value
    String eleven = echo.<@Nullable String>execute(ASK, socket -> null);
    // 12: a primitive
    int twelve = echo.execute(ASK, socket -> socket.echo("12").length());
    // 13: a generic value
    Map<String, List<String>> thirteen =
        echo.execute(ASK, socket -> Map.of("k", List.of(socket.echo("13"))));
    // 14: inferred by the chain behind it
    int fourteen = echo.execute(ASK, socket -> List.of(socket.echo("14"))).size();
    // 15: var
    var fifteen = echo.execute(ASK, socket -> Optional.of(socket.echo("15")));
    // 16: as an argument
    assertThat(echo.<String>execute(ASK, socket -> socket.echo("16"))).isEqualTo("16");
    // 17: a key
    String seventeen = echo.execute(Operation.keyed("place").key(17), socket -> socket.echo("17"));
    // 18: written down before
    LeaseFunction<EchoSocket, String> work = socket -> socket.echo("18");
    String eighteen = echo.execute(ASK, work);
    // 19: work that knows less of the resource
    LeaseFunction<Object, String> careless = anything -> "19";
    String nineteen = echo.execute(ASK, careless);
    // 20: a failure as a value
    Result<String> twenty = echo.tryExecute(ASK, socket -> socket.echo("20"));
    // 21: a loop in a block, assigning outside
    echo.run(
        ASK,
        socket -> {
          for (int round = 0; round < 3; round++) {
            last.set(socket.echo("21-" + round));
          }
        });
    // 22: a lease
    String twentyTwo;
    try (Lease<EchoSocket> lease = echo.lease(ASK)) {
      twentyTwo = lease.resource().echo("22");
    }

    assertThat(List.of(one, two, three, eight, ten)).containsExactly("1", "2", "3!", "8", "10");
    assertThat(told).containsExactly("4", "7");
    assertThat(eleven).isNull();
    assertThat(twelve).isEqualTo(2);
    assertThat(thirteen).containsEntry("k", List.of("13"));
    assertThat(fourteen).isEqualTo(1);
    assertThat(fifteen).contains("15");
    assertThat(List.of(seventeen, eighteen, nineteen, twentyTwo))
        .containsExactly("17", "18", "19", "22");
    assertThat(twenty.orElseThrow()).isEqualTo("20");
    assertThat(last.get()).isEqualTo("21-2");
  }

  @Test
  void lambdasMayThrowWhatTheyLike() {
    assertThatThrownBy(
            () ->
                echo.run(
                    ASK,
                    socket -> {
                      throw new Exception("checked");
                    }))
        .hasMessageContaining("checked");
    assertThatThrownBy(
            () ->
                echo.execute(
                    ASK,
                    socket -> {
                      if (socket.echo("x").equals("x")) {
                        throw new IllegalStateException("unchecked");
                      }
                      return 1;
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> echo.run(ASK, socket -> Objects.requireNonNull(null, "missing")))
        .isInstanceOf(NullPointerException.class);
  }

  private static String greet(EchoSocket socket) throws IOException {
    return socket.echo("8");
  }

  private static void tell(EchoSocket socket) throws IOException {
    socket.send("9");
  }

  private String instanceGreet(EchoSocket socket) throws IOException {
    return socket.echo("10");
  }
}
