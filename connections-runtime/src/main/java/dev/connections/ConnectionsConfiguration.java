package dev.connections;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration of connections comes from: files and texts, a profile, environment
 * variables, system properties, values set in code, resolvers of secrets. It is only a recipe:
 * nothing is read before a provider is opened with it. Immutable and thread-safe.
 *
 * <p>Precedence, the later wins: files in order, the profile, environment variables, system
 * properties, values set in code. {@link #of(Path)} and {@link #ofResource} include this process's
 * environment variables and system properties; {@link #ofText} does not.
 *
 * <p>The setting {@code pool.maxSize} of the connection {@code orders-db} is overridden by
 *
 * <ul>
 *   <li>the variable {@code CONNECTIONS__ORDERS_DB__POOL__MAX_SIZE}: two underscores separate
 *       levels; case, {@code -} and {@code _} do not count;
 *   <li>the system property {@code connections.orders-db.pool.maxSize};
 *   <li>{@link #with}, the only one that can also add a connection, by giving it a type.
 * </ul>
 *
 * <p>What all connections share stands under {@code DEFAULTS} and {@code defaults} instead of a
 * name. A list is written with commas, or by numbers from 0 as levels. A variable or property that
 * begins so and means nothing is an error. Where a connection has the settings {@code host}, {@code
 * port}, {@code database}, {@code username}, {@code password}, {@code url} or {@code uri}, the
 * variables {@code ORDERS_DB_HOST}, {@code _PORT}, {@code _DATABASE}, {@code _USERNAME}, {@code
 * _PASSWORD}, {@code _JDBCCONNECTIONSTRING} and {@code _URI} of the surrounding platform are taken
 * too, with less weight than our own.
 *
 * <p>Any value may hold {@code ${env:NAME}}, {@code ${env:NAME:-default}}, {@code ${file:/path}}
 * (relative paths from the working directory) and {@code #{Key}#}; <code>$${</code> is a literal
 * <code>${</code>. A {@link Secret} must be exactly one of them, without a default. A variable that
 * sets a secret directly is a reference to itself.
 */
public final class ConnectionsConfiguration {

  /**
   * A document to read.
   *
   * @param name how messages speak of it
   * @param path the file; null if it is none
   * @param text the text; null if it is in a file or a resource
   * @param resource the class-path resource; null if it is none, or if it was not found, which the
   *     opening of a provider reports
   */
  public record Document(
      String name, @Nullable Path path, @Nullable String text, @Nullable URL resource) {}

  private static final Drift NO_DRIFT_CHECK = new Drift(DriftCheck.OFF, List.of());

  private final List<Document> documents;
  private final @Nullable String profile;
  private final Map<String, String> environment;
  private final Map<String, String> systemProperties;
  private final Map<String, String> values;
  private final @Nullable SecretResolver secretResolver;
  private final Drift drift;

  private record Drift(DriftCheck check, List<String> leftOut) {}

  private ConnectionsConfiguration(
      List<Document> documents,
      @Nullable String profile,
      Map<String, String> environment,
      Map<String, String> systemProperties,
      Map<String, String> values,
      @Nullable SecretResolver secretResolver,
      Drift drift) {
    this.documents = documents;
    this.profile = profile;
    this.environment = environment;
    this.systemProperties = systemProperties;
    this.values = values;
    this.secretResolver = secretResolver;
    this.drift = drift;
  }

  /** A YAML or JSON file, overridden by this process's environment and system properties. */
  public static ConnectionsConfiguration of(Path file) {
    return overridden(new Document(file.toString(), file, null, null));
  }

  /**
   * A YAML or JSON file that is packaged with the application, overridden by this process's
   * environment and system properties. If there is none, opening a provider says so.
   *
   * @param owner a class of the application, whose class loader or module has the resource
   * @param resource the name as {@link Class#getResource} takes it, such as {@code
   *     /connections.yaml}
   */
  public static ConnectionsConfiguration ofResource(Class<?> owner, String resource) {
    String folder = owner.getPackageName().replace('.', '/');
    String absolute = resource.startsWith("/") ? resource : "/" + folder + "/" + resource;
    return overridden(
        new Document("classpath:" + absolute, null, null, owner.getResource(resource)));
  }

  private static ConnectionsConfiguration overridden(Document document) {
    return alone(document).environment(System.getenv()).systemProperties(System.getProperties());
  }

  private static ConnectionsConfiguration alone(Document... documents) {
    return new ConnectionsConfiguration(
        List.of(documents), null, Map.of(), Map.of(), Map.of(), null, NO_DRIFT_CHECK);
  }

  /**
   * A YAML or JSON text, overridden by nothing. It reads no environment variables, also not for
   * {@code ${env:NAME}}; {@link #environment} gives it some, such as {@code System.getenv()}.
   *
   * @param name how messages speak of it
   */
  public static ConnectionsConfiguration ofText(String name, String text) {
    return alone(new Document(name, null, text, null));
  }

  /**
   * No document: {@link #with} adds every connection, and nothing overrides it. It reads no
   * environment variables, as {@link #ofText}.
   */
  public static ConnectionsConfiguration ofCode() {
    return alone();
  }

  /** With another file, whose entries override those of the earlier ones. */
  public ConnectionsConfiguration and(Path file) {
    List<Document> more = new ArrayList<>(documents);
    more.add(new Document(file.toString(), file, null, null));
    return new ConnectionsConfiguration(
        List.copyOf(more), profile, environment, systemProperties, values, secretResolver, drift);
  }

  /**
   * With the profile whose section overrides the rest. Without it, the variable {@code
   * CONNECTIONS_PROFILE} or the system property {@code connections.profile} chooses.
   */
  public ConnectionsConfiguration profile(String profile) {
    return new ConnectionsConfiguration(
        documents, profile, environment, systemProperties, values, secretResolver, drift);
  }

  /** With these environment variables instead of the process's. */
  public ConnectionsConfiguration environment(Map<String, String> environment) {
    return new ConnectionsConfiguration(
        documents,
        profile,
        Map.copyOf(environment),
        systemProperties,
        values,
        secretResolver,
        drift);
  }

  /** With these system properties instead of the process's. */
  public ConnectionsConfiguration systemProperties(Properties properties) {
    Map<String, String> copy = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      copy.put(name, properties.getProperty(name));
    }
    return new ConnectionsConfiguration(
        documents, profile, environment, Map.copyOf(copy), values, secretResolver, drift);
  }

  /**
   * With one setting from code, over everything else.
   *
   * @param path such as {@code connections.orders-db.pool.maxSize}
   * @param value as the file would write it
   */
  public ConnectionsConfiguration with(String path, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(path, value);
    return new ConnectionsConfiguration(
        documents,
        profile,
        environment,
        systemProperties,
        java.util.Collections.unmodifiableMap(more),
        secretResolver,
        drift);
  }

  /** With what resolves {@code #{Key}#} references. */
  public ConnectionsConfiguration secretResolver(SecretResolver resolver) {
    return new ConnectionsConfiguration(
        documents, profile, environment, systemProperties, values, resolver, drift);
  }

  /**
   * With a comparison, at start, of the libraries that are on the class path or module path with
   * the registries that the application uses. Found are
   *
   * <ul>
   *   <li>a library whose registry no registry in use includes. The compiler says so too, but only
   *       when the application is compiled again, and not where a library came later;
   *   <li>an included library that is there more than once, in different jars or folders.
   * </ul>
   *
   * <p>A broken resource of a library is logged, and does not fail the start. What the class loader
   * of the registries reaches counts, and what that of the current thread reaches if it is the same
   * or a child of it. A named module that is not resolved is not there. Where many jars are packed
   * into one, their resources {@code META-INF/connections/library-registry.properties} must be
   * appended to each other: if one replaces the others, those cannot be found, and a second version
   * of a library cannot be either way.
   *
   * @param check what to do about it
   * @param leftOut the canonical names of library registries that are not included on purpose
   */
  public ConnectionsConfiguration driftCheck(DriftCheck check, String... leftOut) {
    return new ConnectionsConfiguration(
        documents,
        profile,
        environment,
        systemProperties,
        values,
        secretResolver,
        new Drift(check, List.of(leftOut)));
  }

  /** The documents, in order. */
  public List<Document> documents() {
    return documents;
  }

  /** The profile set in code. */
  public Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  /** The environment variables that may override, and that {@code ${env:…}} reads. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The system properties that may override. */
  public Map<String, String> systemProperties() {
    return systemProperties;
  }

  /** The settings from code, by path. */
  public Map<String, String> values() {
    return values;
  }

  /** What resolves {@code #{Key}#} references. */
  public Optional<SecretResolver> secretResolver() {
    return Optional.ofNullable(secretResolver);
  }

  /** What is done about drift; {@link DriftCheck#OFF} by default. */
  public DriftCheck driftCheck() {
    return drift.check();
  }

  /** The library registries that are not included on purpose. */
  public List<String> leftOutRegistries() {
    return drift.leftOut();
  }

  /** Names only: the documents and the profile. */
  @Override
  public String toString() {
    return documents.stream().map(Document::name).toList()
        + (profile == null ? "" : " with profile " + profile);
  }
}
