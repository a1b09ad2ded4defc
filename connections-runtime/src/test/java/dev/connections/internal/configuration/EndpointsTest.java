package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.internal.configuration.StoreBinder.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The endpoints of a connection: each has the connection's settings and those in which it differs.
 */
@Timeout(30)
class EndpointsTest {

  private static final String[] TWO = {
    "connections:",
    "  orders-db:",
    "    type: Store",
    "    username: app",
    "    pool: {maxSize: 5}",
    "    endpoints:",
    "      - {name: primary, url: 'http://db1'}",
    "      - {name: stand-by, url: 'http://db2', pool: {minIdle: 1}, mode: read-only}",
  };

  @Test
  void withoutTheListThereIsOneWithTheSettingsOfTheConnection() {
    Loading loading = Loading.of(text("connections: {a: {type: Store, url: 'http://a'}}"));

    assertThat(names(loading, "a")).containsExactly("primary");
    assertThat(loading.store("a/primary").url()).hasToString("http://a");
    assertThat(loading.effective())
        .contains("connections.a.url = http://a  (connections.yaml:1:37)");
  }

  @Test
  void eachLaysItsSettingsOverThoseOfTheConnection() {
    Loading loading = Loading.of(text(TWO));

    assertThat(names(loading, "orders-db")).containsExactly("primary", "stand-by");
    assertThat(loading.store("orders-db/primary").url()).hasToString("http://db1");
    assertThat(loading.store("orders-db/primary").mode()).isEqualTo(Mode.READ_WRITE);
    assertThat(loading.store("orders-db/stand-by").url()).hasToString("http://db2");
    assertThat(loading.store("orders-db/stand-by").username()).contains("app");
    assertThat(loading.store("orders-db/stand-by").mode()).isEqualTo(Mode.READ_ONLY);
    assertThat(loading.store("orders-db/stand-by").pool().maxSize()).isEqualTo(5);
    assertThat(loading.store("orders-db/stand-by").pool().minIdle()).isEqualTo(1);
    assertThat(loading.effective())
        .contains(
            "connections.orders-db.endpoints[1].name = stand-by  (connections.yaml:8:16)",
            "connections.orders-db.endpoints[1].url = http://db2  (connections.yaml:8:31)",
            "connections.orders-db.endpoints[1].username = app  (connections.yaml:4:15)",
            "connections.orders-db.endpoints[0].mode = READ_WRITE  (default)");
  }

  @Test
  void aNameThatIsLeftOutIsCounted() {
    Loading loading =
        Loading.of(
            text(
                "connections: {a: {type: Store, url: 'http://a',"
                    + " endpoints: [{}, {name: other}, {mode: read-only}]}}"));

    assertThat(names(loading, "a")).containsExactly("endpoint-1", "other", "endpoint-3");
    assertThat(loading.store("a/endpoint-3").mode()).isEqualTo(Mode.READ_ONLY);
  }

  @Test
  void variablesPropertiesAndCodeReachOneByIndexOrName() {
    Loading loading =
        Loading.of(
            text(TWO)
                .environment(
                    Map.of(
                        "CONNECTIONS__ORDERS_DB__ENDPOINTS__STAND_BY__URL", "http://db3",
                        "CONNECTIONS__ORDERS_DB__ENDPOINTS__0__POOL__MAX_SIZE", "7",
                        "CONNECTIONS__ORDERS_DB__USERNAME", "other"))
                .with("connections.orders-db.endpoints.primary.mode", "READ_ONLY"));

    assertThat(loading.store("orders-db/stand-by").url()).hasToString("http://db3");
    assertThat(loading.store("orders-db/stand-by").username()).contains("other");
    assertThat(loading.store("orders-db/primary").pool().maxSize()).isEqualTo(7);
    assertThat(loading.store("orders-db/primary").mode()).isEqualTo(Mode.READ_ONLY);
  }

  @Test
  void allOfThemMayComeFromVariables() {
    Loading loading =
        Loading.of(
            text("connections: {a: {type: Store}}")
                .environment(
                    Map.of(
                        "CONNECTIONS__A__ENDPOINTS__0__URL", "http://a1",
                        "CONNECTIONS__A__ENDPOINTS__1__URL", "http://a2",
                        "CONNECTIONS__A__ENDPOINTS__1__NAME", "second")));

    assertThat(names(loading, "a")).containsExactly("endpoint-1", "second");
    assertThat(loading.store("a/second").url()).hasToString("http://a2");
  }

  @Test
  void aProfileReplacesTheListAndVariablesMeanTheNewOne() {
    Loading loading =
        Loading.of(
            text(
                    "connections: {a: {type: Store, endpoints: [{name: x, url: 'http://x'}]}}",
                    "profiles: {p: {connections: {a: {endpoints: [{name: y, url: 'http://y'},"
                        + " {name: z, url: 'http://z'}]}}}}")
                .profile("p")
                .environment(Map.of("CONNECTIONS__A__ENDPOINTS__Z__MODE", "read-only")));

    assertThat(names(loading, "a")).containsExactly("y", "z");
    assertThat(loading.store("a/z").mode()).isEqualTo(Mode.READ_ONLY);
  }

  @Test
  void platformVariablesGiveWhatAnEndpointLeavesOut() {
    Map<String, String> environment = Map.of("ORDERS_DB_URI", "http://env-user@platform/db");
    Loading named = Loading.of(text(TWO).environment(environment));
    Loading bare =
        Loading.of(
            text("connections: {orders-db: {type: Store, endpoints: [{}, {url: 'http://b'}]}}")
                .environment(environment));

    assertThat(named.store("orders-db/primary").url()).hasToString("http://db1");
    assertThat(named.store("orders-db/primary").username()).contains("env-user");
    assertThat(bare.store("orders-db/endpoint-1").url()).hasToString("http://platform/db");
    assertThat(bare.store("orders-db/endpoint-2").url()).hasToString("http://b");
  }

  @Test
  void aVariableThatNamesNoEndpointIsRefused() {
    assertThat(
            violations(
                text(TWO)
                    .environment(Map.of("CONNECTIONS__ORDERS_DB__ENDPOINTS__PRIMRY__URL", "x"))))
        .containsExactly(
            "variable CONNECTIONS__ORDERS_DB__ENDPOINTS__PRIMRY__URL "
                + " connections.orders-db.endpoints.primry: is the name of no element; allowed:"
                + " primary, stand-by, or an index from 0 on; hint: did you mean primary?");
  }

  @Test
  void whatIsWrongIsReportedWhereItStandsAndOnce() {
    assertThat(
            violations(
                text(
                    "connections:",
                    "  a:",
                    "    type: Store",
                    "    usrname: app",
                    "    mode: write",
                    "    endpoints:",
                    "      - {name: One, url: 'http://a'}",
                    "      - {name: two, url: b, pool: {maxSize: 0}}",
                    "      - {name: three}",
                    "      - {url: 'http://d', ulr: x, timeouts: {total: 1s}}",
                    "      - text",
                    "      - {name: tw-o, url: 'http://a'}")))
        .satisfiesExactly(
            line -> assertThat(line).contains("4:5  connections.a.usrname: is not a known setting"),
            line -> assertThat(line).contains("5:11  connections.a.mode = \"write\": is not one"),
            line ->
                assertThat(line)
                    .contains(
                        "7:16  connections.a.endpoints[0].name = \"One\": is not an endpoint's"),
            line -> assertThat(line).contains("8:26  connections.a.endpoints[1].url = \"b\": "),
            line ->
                assertThat(line).contains("8:45  connections.a.endpoints[1].pool.maxSize = \"0\""),
            line -> assertThat(line).contains("9:9  connections.a.endpoints[2].url: is missing"),
            line ->
                assertThat(line)
                    .contains("10:27  connections.a.endpoints[3].ulr: is not a known setting"),
            line ->
                assertThat(line)
                    .endsWith(
                        "10:35  connections.a.endpoints[3].timeouts: is a setting of the whole"
                            + " connection, not of an endpoint; hint: write it next to endpoints"),
            line ->
                assertThat(line)
                    .contains(
                        "11:9  connections.a.endpoints[4] = \"text\": is no group of settings"),
            line ->
                assertThat(line)
                    .contains(
                        "12:16  connections.a.endpoints[5].name = \"tw-o\": is the name of another"));
  }

  @Test
  void aListOfNothingAndWhatIsNoListAreRefused() {
    assertThat(violations(text(one("endpoints: []"))))
        .containsExactly(
            "connections.yaml:1:60  connections.a.endpoints: is empty; allowed: 1 to 100 endpoints,"
                + " each with the settings in which it differs; hint: leave it out if there is one"
                + " endpoint only");
    assertThat(violations(text(one("endpoints: {b: {url: 'http://b'}}"))))
        .singleElement()
        .asString()
        .contains("endpoints: is no list");
    assertThat(violations(text(one("endpoints: b")))).hasSize(1);
    assertThat(violations(text("defaults: {endpoints: [{}]}", one("id: 1"))))
        .singleElement()
        .asString()
        .contains("defaults.endpoints: is not a known setting");
  }

  @Test
  void endpointsWithoutAValueAreLeftOut() {
    assertThat(names(Loading.of(text(one("endpoints: "))), "a")).containsExactly("primary");
  }

  private static String one(String more) {
    return "connections: {a: {type: Store, url: 'http://a', " + more + "}}";
  }

  private static List<String> names(Loading loading, String connection) {
    return loading.connection(connection).endpoints().stream()
        .map(ConfiguredEndpoint::name)
        .toList();
  }
}
