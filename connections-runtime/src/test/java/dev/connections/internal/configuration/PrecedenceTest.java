package dev.connections.internal.configuration;

import static dev.connections.internal.configuration.Loading.text;
import static dev.connections.internal.configuration.Loading.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.ConnectionsConfiguration;
import dev.connections.internal.configuration.StoreBinder.Mode;
import dev.connections.internal.configuration.StoreBinder.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files, profile, variables, properties, code: the later wins, and every value knows its origin.
 */
@Timeout(30)
class PrecedenceTest {

  private static final String[] BASE = {
    "connections:",
    "  orders-db:",
    "    type: Store",
    "    url: http://file",
    "    pool: {maxSize: 1, minIdle: 1}",
    "profiles:",
    "  production:",
    "    connections:",
    "      orders-db:",
    "        pool: {maxSize: 2}",
    "  testing: {}",
  };

  private static final String VARIABLE = "CONNECTIONS__ORDERS_DB__POOL__MAX_SIZE";
  private static final String PROPERTY = "connections.orders-db.pool.maxSize";

  @TempDir Path folder;

  @Test
  void eachSourceWinsOverThoseBeforeItAndIsNamedAsTheOrigin() throws IOException {
    Path second = folder.resolve("second.yaml");
    Files.writeString(second, "connections: {orders-db: {url: 'http://second'}}");
    ConnectionsConfiguration recipe = text(BASE);
    assertMaxSize(recipe, 1, "connections.yaml:5:21");

    recipe = recipe.and(second);
    assertThat(Loading.of(recipe).store("orders-db").url()).hasToString("http://second");

    recipe = recipe.profile("production");
    assertMaxSize(recipe, 2, "connections.yaml:10:25");

    recipe = recipe.environment(Map.of(VARIABLE, "3"));
    assertMaxSize(recipe, 3, "variable " + VARIABLE);

    recipe = recipe.systemProperties(properties(PROPERTY, "4"));
    assertMaxSize(recipe, 4, "system property " + PROPERTY);

    recipe = recipe.with(PROPERTY, "5");
    assertMaxSize(recipe, 5, "code");
    assertThat(Loading.of(recipe).store("orders-db").pool().minIdle()).isEqualTo(1);
  }

  @Test
  void theProfileIsChosenByCodeBeforePropertyBeforeVariable() {
    ConnectionsConfiguration recipe =
        text(BASE).environment(Map.of("CONNECTIONS_PROFILE", "production"));
    assertThat(Loading.of(recipe).store("orders-db").pool().maxSize()).isEqualTo(2);

    recipe = recipe.systemProperties(properties("connections.profile", "testing"));
    assertThat(Loading.of(recipe).store("orders-db").pool().maxSize()).isEqualTo(1);

    recipe = recipe.profile("production");
    assertThat(Loading.of(recipe).store("orders-db").pool().maxSize()).isEqualTo(2);
  }

  @Test
  void anUnknownProfileIsRefusedWithThoseThatAreThere() {
    assertThat(violations(text(BASE).environment(Map.of("CONNECTIONS_PROFILE", "prodution"))))
        .containsExactly(
            "variable CONNECTIONS_PROFILE  profile = \"prodution\": is not a profile of the"
                + " documents, nor a built-in one; allowed: production, testing, development,"
                + " high-latency; hint: did you mean production?");
    assertThat(violations(text("connections: {}").profile("x")))
        .containsExactly(
            "code  profile = \"x\": is not a profile of the documents, nor a built-in"
                + " one; allowed: development, production, high-latency");
  }

  @Test
  void theOutlineOfProfilesThatAreNotChosenIsCheckedToo() {
    assertThat(violations(text("connections: {}", "profiles:", "  a: {conections: {}}")))
        .containsExactly(
            "connections.yaml:3:7  profiles.a.conections: is not a known setting;"
                + " allowed: defaults, connections; hint: did you mean connections?");
  }

  @Test
  void aProfileMayAddAConnectionAndTakeASettingBack() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  a: {type: Store, url: 'http://a', pool: {maxSize: 3}}",
                    "profiles:",
                    "  p:",
                    "    connections:",
                    "      a: {pool: null}",
                    "      b: {type: Store, url: 'http://b'}")
                .profile("p"));

    assertThat(loading.names()).containsExactly("a", "b");
    assertThat(loading.store("a").pool().maxSize()).isEqualTo(10);
  }

  @Test
  void variablesReachSettingsThatNoDocumentMentions() {
    Loading loading =
        Loading.of(
            text(BASE)
                .environment(
                    Map.of(
                        "CONNECTIONS__ORDERS_DB__POOL__MAX_LIFETIME", "1m30s",
                        "CONNECTIONS__ORDERS_DB__MODE", "read-only",
                        "CONNECTIONS__ORDERS_DB__TIMEOUTS__TOTAL", "7s",
                        "CONNECTIONS__ORDERS_DB__HEADERS__X_TENANT", "t1",
                        "CONNECTIONS__ORDERS_DB__HOSTS", "a, b",
                        "CONNECTIONS__ORDERS_DB__REPLICAS__0__HOST", "r0",
                        "CONNECTIONS__ORDERS_DB__REPLICAS__1__HOST", "r1",
                        "CONNECTIONS__ORDERS_DB__REPLICAS__1__PORT", "1")));

    assertThat(loading.store("orders-db").pool().maxLifetime()).hasSeconds(90);
    assertThat(loading.store("orders-db").mode()).isEqualTo(Mode.READ_ONLY);
    assertThat(loading.store("orders-db").hosts()).containsExactly("a", "b");
    assertThat(loading.store("orders-db").headers()).containsExactly(Map.entry("x-tenant", "t1"));
    assertThat(loading.store("orders-db").replicas())
        .containsExactly(new Replica("r0", 5432), new Replica("r1", 1));
    assertThat(loading.connection("orders-db").settings().timeouts().total()).hasSeconds(7);
  }

  @Test
  void aVariableReplacesOneElementOfAListInTheDocument() {
    Loading loading =
        Loading.of(
            text(
                    "connections:",
                    "  a:",
                    "    type: Store",
                    "    url: http://a",
                    "    headers: {X-Tenant: t0}",
                    "    replicas: [{host: r0}, {host: r1}]")
                .environment(
                    Map.of(
                        "CONNECTIONS__A__REPLICAS__1__PORT", "1",
                        "CONNECTIONS__A__HEADERS__X_TENANT", "t1")));

    assertThat(loading.store("a").replicas())
        .containsExactly(new Replica("r0", 5432), new Replica("r1", 1));
    assertThat(loading.store("a").headers()).containsExactly(Map.entry("X-Tenant", "t1"));
  }

  @Test
  void aWrongValueInAVariableIsReportedWithTheVariablesName() {
    assertThat(violations(text(BASE).environment(Map.of(VARIABLE, "many"))))
        .containsExactly(
            "variable CONNECTIONS__ORDERS_DB__POOL__MAX_SIZE  connections.orders-db.pool.maxSize ="
                + " \"many\": is not a whole number; allowed: a whole number");
  }

  @Test
  void unknownVariablesUnderOurPrefixAreRefusedWithTheNearestName() {
    assertThat(
            violations(
                text(BASE)
                    .environment(
                        Map.of(
                            "CONNECTIONS__ORDERS_DB__POOL__MAX_SIZ", "3",
                            "CONNECTIONS__ORDRES_DB__MODE", "x",
                            "CONNECTIONS__ORDERS_DB__", "x",
                            "CONNECTIONS__ORDERS_DB__URL__PATH", "x"))))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("variable CONNECTIONS__ORDERS_DB__  ")
                    .contains("has an empty level"),
            second ->
                assertThat(second)
                    .startsWith("variable CONNECTIONS__ORDERS_DB__POOL__MAX_SIZ  ")
                    .contains("is not a known setting")
                    .endsWith("hint: did you mean maxSize?"),
            third ->
                assertThat(third)
                    .startsWith("variable CONNECTIONS__ORDERS_DB__URL__PATH  ")
                    .contains("connections.orders-db.url: has settings below it"),
            fourth ->
                assertThat(fourth)
                    .startsWith("variable CONNECTIONS__ORDRES_DB__MODE  ")
                    .contains("is not a configured connection")
                    .endsWith("hint: did you mean orders-db?"));
  }

  @Test
  void unknownPropertiesAndCodePathsAreRefusedToo() {
    assertThat(
            violations(
                text(BASE)
                    .systemProperties(properties("connections.orders-db.mod", "x"))
                    .with("conections.orders-db.mode", "x")
                    .with("connections.other.mode", "x")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("system property connections.orders-db.mod  ")
                    .endsWith("hint: did you mean mode?"),
            second ->
                assertThat(second)
                    .startsWith("code  conections: is not a known setting")
                    .endsWith("hint: did you mean connections?"),
            third ->
                assertThat(third)
                    .startsWith("code  connections.other: is not a configured connection"));
  }

  @Test
  void aVariableAndAnotherBelowItContradictEachOther() {
    assertThat(
            violations(
                text(BASE).environment(Map.of(VARIABLE, "3", "CONNECTIONS__ORDERS_DB__POOL", "x"))))
        .anyMatch(
            line ->
                line.startsWith("variable " + VARIABLE)
                    && line.contains("sets something below a setting that is itself set"));
  }

  @Test
  void codeMayAddAConnectionByGivingItAType() {
    Loading loading =
        Loading.of(
            text(BASE)
                .with("connections.cache.type", "Store")
                .with("connections.cache.url", "http://cache"));

    assertThat(loading.names()).containsExactly("orders-db", "cache");
    assertThat(loading.store("cache").url()).hasToString("http://cache");
  }

  @Test
  void textsAreOverriddenByNothingAndFilesByTheProcess() throws IOException {
    Path file = folder.resolve("connections.yaml");
    Files.writeString(file, String.join("\n", BASE));

    assertThat(ConnectionsConfiguration.of(file).environment()).isEqualTo(System.getenv());
    assertThat(text(BASE).environment()).isEmpty();
  }

  @Test
  void namesThatVariablesCannotTellApartAreRefused() {
    assertThat(
            violations(
                text(
                    "connections:",
                    "  orders-db: {type: Store, url: 'http://a'}",
                    "  ordersdb: {type: Store, url: 'http://a'}",
                    "  Orders_X: {type: Store, url: 'http://a'}",
                    "  defaults: {type: Store, url: 'http://a'}")))
        .containsExactly(
            "connections.yaml:3:3  connections.ordersdb: is the same name as another to environment"
                + " variables; allowed: another name; hint: rename one; the other is at"
                + " connections.yaml:2:3",
            "connections.yaml:4:3  connections.Orders_X: is not a connection's name; allowed: a"
                + " small letter, then small letters, digits, '-'; at most 63; hint: write"
                + " orders-x",
            "connections.yaml:5:3  connections.defaults: is a reserved name; allowed: another name");
  }

  private static void assertMaxSize(ConnectionsConfiguration recipe, int value, String origin) {
    Loading loading = Loading.of(recipe);
    assertThat(loading.store("orders-db").pool().maxSize()).isEqualTo(value);
    assertThat(loading.effective())
        .contains("connections.orders-db.pool.maxSize = " + value + "  (" + origin + ")");
  }

  private static Properties properties(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return properties;
  }
}
