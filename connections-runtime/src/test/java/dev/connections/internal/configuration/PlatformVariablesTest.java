package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.Secret;
import dev.connections.internal.configuration.StoreBinder.Store;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.node.Notes;
import dev.connections.internal.configuration.secret.ReadingHistory;
import dev.connections.internal.configuration.source.PlatformVariables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Aspire and Compose set is used; what Kubernetes sets is not. */
@Timeout(30)
class PlatformVariablesTest {

  private static final String[] BASE = {
    "connections:", "  orders-db: {type: Store, url: 'http://file', username: file}"
  };

  @Test
  void aServiceRunsUnchangedUnderAspire() {
    Loading loading =
        Loading.of(
            text(BASE)
                .environment(
                    Map.of(
                        "ORDERS_DB_HOST", "localhost",
                        "ORDERS_DB_PORT", "5432",
                        "ORDERS_DB_DATABASE", "orders",
                        "ORDERS_DB_USERNAME", "app",
                        "ORDERS_DB_PASSWORD", "${canary}-hunter2",
                        "ORDERS_DB_URI", "postgresql://app:hunter2@localhost:5432/orders",
                        "ORDERS_DB_JDBCCONNECTIONSTRING", "jdbc:postgresql://localhost/orders")));

    Store store = loading.store("orders-db");
    assertThat(store.url()).hasToString("jdbc:postgresql://localhost/orders");
    assertThat(store.username()).contains("app");
    assertThat(store.password().map(Secret::reveal)).contains("${canary}-hunter2");
    assertThat(store.password().map(Secret::reference)).contains("${env:ORDERS_DB_PASSWORD}");
    assertThat(loading.effective())
        .contains(
            "connections.orders-db.username = app  (variable ORDERS_DB_USERNAME)",
            "connections.orders-db.password = ${env:ORDERS_DB_PASSWORD}"
                + "  (variable ORDERS_DB_PASSWORD)");
  }

  @Test
  void credentialsInAnAddressBecomeSettingsOfTheirOwn() {
    Loading loading =
        Loading.of(
            text(BASE)
                .environment(
                    Map.of("ORDERS_DB_URI", "mongodb://ap%40p:hun%2Fter+2@h1:1,h2:2/x?y=z")));

    Store store = loading.store("orders-db");
    assertThat(store.url()).hasToString("mongodb://h1:1,h2:2/x?y=z");
    assertThat(store.username()).contains("ap@p");
    assertThat(store.password().map(Secret::reveal)).contains("hun/ter+2");
    assertThat(loading.loaded().redactor().redact("with hun/ter+2.")).isEqualTo("with ***.");
  }

  @Test
  void ourOwnVariablesWinOverThoseOfThePlatform() {
    Loading loading =
        Loading.of(
            text(BASE)
                .environment(
                    Map.of(
                        "ORDERS_DB_USERNAME", "platform",
                        "CONNECTIONS__ORDERS_DB__USERNAME", "ours")));

    assertThat(loading.store("orders-db").username()).contains("ours");
  }

  @Test
  void variablesOfNamesThatAreNotConfiguredMeanNothing() {
    Loading loading =
        Loading.of(text(BASE).environment(Map.of("OTHER_USERNAME", "x", "ORDERS_USERNAME", "y")));

    assertThat(loading.store("orders-db").username()).contains("file");
  }

  @Test
  void kubernetesServiceLinksAreIgnoredWithANote() {
    Loading loading =
        Loading.of(
            text("connections:", "  orders-db: {type: Store, url: 'http://file'}")
                .environment(
                    Map.of(
                        "ORDERS_DB_PORT", "tcp://10.0.0.1:5432",
                        "ORDERS_DB_SERVICE_HOST", "10.0.0.1",
                        "ORDERS_DB_SERVICE_PORT", "5432",
                        "ORDERS_DB_SERVICE_PORT_SQL", "5432",
                        "ORDERS_DB_PORT_5432_TCP", "tcp://10.0.0.1:5432",
                        "ORDERS_DB_PORT_5432_TCP_ADDR", "10.0.0.1",
                        "ORDERS_DB_SOMETHING", "else")));

    assertThat(loading.store("orders-db").url()).hasToString("http://file");
    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'orders-db' ignores the variables ORDERS_DB_PORT, ORDERS_DB_PORT_5432_TCP,"
                + " ORDERS_DB_PORT_5432_TCP_ADDR, ORDERS_DB_SERVICE_HOST, ORDERS_DB_SERVICE_PORT,"
                + " ORDERS_DB_SERVICE_PORT_SQL: they are Kubernetes service links, not its"
                + " configuration. To be rid of them set enableServiceLinks: false in the pod");
  }

  @Test
  void aPortOfThePlatformReachesAKindThatHasOne() {
    Tree.Mapping offered =
        new PlatformVariables(
                Map.of("A_PORT", "5432", "B_PORT", "tcp://10.0.0.1:5432"), List.of("a", "b"))
            .offeredTo(Layered.NOTHING);
    Layered connections =
        Layered.of(new Layered.Layer("", offered.origin(), offered)).child("connections");

    assertThat(connections.child("a").child("port").first()).isNotNull();
    assertThat(connections.child("b").child("port").first()).isNull();
  }

  @Test
  void aWrongValueOfThePlatformNamesItsVariableAndHidesCredentials() {
    assertThat(
            violations(
                text(BASE)
                    .environment(
                        Map.of("ORDERS_DB_JDBCCONNECTIONSTRING", "jdbc:x://u:hunter2@h/"))))
        .containsExactly(
            "variable ORDERS_DB_JDBCCONNECTIONSTRING  connections.orders-db.url ="
                + " \"jdbc:x://***@h/\": holds a user name or password; allowed: an absolute URL"
                + " without credentials; hint: move them to settings of the type that refer to secrets, such as username"
                + " and password, or bearerToken");
  }

  // An outsider: INVOICES_DB_USERNAME and _URI replaced what the file said, and no line said so.
  @Test
  void aVariableThatOverridesTheFileIsNamedWithThePlaceAndWithoutItsValue() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  orders-db:",
                    "    type: Store",
                    "    url: http://file",
                    "    username: file",
                    "    password: ${env:FILE}")
                .environment(
                    Map.of(
                        "FILE", "of-the-file",
                        "ORDERS_DB_URI", "http://app:hunter2-canary@platform/",
                        "ORDERS_DB_HOST", "platform",
                        "ORDERS_DB_USERNAME", "canary-user")));

    assertThat(loading.store("orders-db").username()).contains("canary-user");
    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'orders-db' takes url from ORDERS_DB_URI instead of connections.yaml:4:10,"
                + " username from ORDERS_DB_USERNAME instead of connections.yaml:5:15, password"
                + " from ORDERS_DB_URI instead of connections.yaml:6:15. Variables have more weight"
                + " than files: unset one to have the file's value");
  }

  @Test
  void aVariableThatTheFileRefersToIsNoOverrideAndNeedsNoLine() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  orders-db:",
                    "    type: Store",
                    "    url: http://${env:ORDERS_DB_HOST}:${env:ORDERS_DB_PORT}",
                    "    username: app-${env:ORDERS_DB_USERNAME}",
                    "    password: ${env:ORDERS_DB_PASSWORD}")
                .environment(
                    Map.of(
                        "ORDERS_DB_HOST", "h",
                        "ORDERS_DB_PORT", "1",
                        "ORDERS_DB_USERNAME", "blue",
                        "ORDERS_DB_PASSWORD", "hunter2-canary")));

    assertThat(loading.store("orders-db").url()).hasToString("http://h:1");
    assertThat(loading.store("orders-db").username()).contains("app-blue");
    assertThat(loading.loaded().notes()).isEmpty();
  }

  @Test
  void aVariableThatLooksLikeASettingAndIsIgnoredIsToldWithItsRightName() {
    Loading loading =
        Loading.of(
            text(BASE)
                .environment(
                    Map.of(
                        "ORDERS_DB_URL", "http://canary",
                        "ORDERS_DB_USER", "canary",
                        "ORDERS_DB_PWD", "canary",
                        "ORDERS_DB_HOST", "canary",
                        "ORDERS_DB_DATABASE", "canary",
                        "ORDERS_DB_POOL_MAX_SIZE", "7",
                        "ORDERS_DB_TIMEOUTS_TOTAL", "7s",
                        "ORDERS_DB_MAXIMUM_POOL_SIZE", "8",
                        "ORDERS_DB_SOMETHING", "else")));

    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'orders-db' ignores variables. "
                + "ORDERS_DB_DATABASE: Store has no setting database; set ORDERS_DB_URI instead, or"
                + " write ${env:ORDERS_DB_DATABASE} in its url; "
                + "ORDERS_DB_HOST: Store has no setting host; set ORDERS_DB_URI instead, or write"
                + " ${env:ORDERS_DB_HOST} in its url; "
                + "ORDERS_DB_MAXIMUM_POOL_SIZE: to set pool.maxSize, call it"
                + " CONNECTIONS__ORDERS_DB__POOL__MAX_SIZE; "
                + "ORDERS_DB_POOL_MAX_SIZE: to set pool.maxSize, call it"
                + " CONNECTIONS__ORDERS_DB__POOL__MAX_SIZE; "
                + "ORDERS_DB_PWD: to set password, call it ORDERS_DB_PASSWORD; "
                + "ORDERS_DB_TIMEOUTS_TOTAL: to set timeouts.total, call it"
                + " CONNECTIONS__ORDERS_DB__TIMEOUTS__TOTAL; "
                + "ORDERS_DB_URL: to set url, call it ORDERS_DB_URI; "
                + "ORDERS_DB_USER: to set username, call it ORDERS_DB_USERNAME");
  }

  @Test
  void aVariableBelongsToTheConnectionWithTheLongestNameAndYieldsToOurOwn() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  orders: {type: Store, url: 'http://a'}",
                    "  orders-pool: {type: Store, url: 'http://b'}")
                .environment(
                    Map.of(
                        "ORDERS_POOL_USERNAME", "platform",
                        "ORDERS_POOL_MAX_SIZE", "3",
                        "CONNECTIONS__ORDERS_POOL__USERNAME", "ours")));

    assertThat(loading.loaded().notes())
        .containsExactly(
            "Connection 'orders-pool' ignores variables. ORDERS_POOL_MAX_SIZE: to set pool.maxSize,"
                + " call it CONNECTIONS__ORDERS_POOL__POOL__MAX_SIZE; ORDERS_POOL_USERNAME: username is set by"
                + " variable CONNECTIONS__ORDERS_POOL__USERNAME, which has more weight");
  }

  // An outsider: an error of rates.url in the file was told with origin "variable RATES_PORT".
  @Test
  void whatIsWrongInTheFileIsToldWithItsPlaceThoughVariablesTouchTheConnection() {
    Map<String, String> environment =
        Map.of("ORDERS_DB_PORT", "1", "CONNECTIONS__ORDERS_DB__POOL__MAX_LIFETIME", "1m");

    assertThat(
            violations(
                text(
                        "connections:",
                        "  orders-db:",
                        "    type: Store",
                        "    url: http://file",
                        "    pool:",
                        "      maxSize: 1",
                        "      minIdle: 2")
                    .environment(environment)))
        .singleElement()
        .asString()
        .startsWith("connections.yaml:5:5  connections.orders-db.pool: is rejected");
  }

  @Test
  void aNoteIsLoggedOnceUntilItChanges() {
    ReadingHistory history = new ReadingHistory();
    Notes first = new Notes(history);
    first.inform("a");
    first.end();

    assertThat(history.hasSaid("a")).isTrue();
    assertThat(history.hasSaid("b")).isFalse();
    new Notes(history).end();
    assertThat(history.hasSaid("a")).isFalse();
  }
}
