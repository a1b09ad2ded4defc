package dev.connections.internal.configuration.source;

import dev.connections.annotations.grammar.SettingKeys;
import dev.connections.internal.configuration.document.Layered;
import dev.connections.internal.configuration.document.Origin;
import dev.connections.internal.configuration.document.Tree;
import dev.connections.internal.configuration.secret.Reference;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables by which Aspire and Compose tell a service where its systems are: {@code
 * ORDERS_DB_HOST} and its like. They are offered to the settings of a connection, whose kind takes
 * those it knows. Kubernetes sets some of the same names to something else: those are left alone.
 */
public final class PlatformVariables {

  /** Compiled when a variable begins as a connection's do. */
  private static final class Forms {
    private static final Pattern SERVICE_LINK_VALUE = Pattern.compile("(?:tcp|udp|sctp)://.*");
    private static final Pattern SERVICE_LINK_NAME =
        Pattern.compile("SERVICE_HOST|SERVICE_PORT(?:_.+)?|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_.+)?");
    private static final Pattern USER_INFO =
        Pattern.compile("([^:/?#]+(?::[^:/?#]+)*://)([^/?#@:]*)(?::([^/?#]*))?@(.*)");

    private static final Pattern POSTGRES = Pattern.compile("postgres(?:ql)?://(.*)");
  }

  private static final Map<String, String> SETTINGS =
      Map.of(
          "HOST", "host",
          "PORT", "port",
          "DATABASE", "database",
          "USERNAME", "username",
          "PASSWORD", "password",
          "URI", "url",
          "JDBCCONNECTIONSTRING", "url");

  private final Map<String, String> environment;
  private final List<String> connections;
  private final VariableOwners owners;
  private final List<String> notes = new ArrayList<>();

  /** Those of an environment that may belong to connections of these names. */
  public PlatformVariables(Map<String, String> environment, List<String> connections) {
    this.environment = environment;
    this.connections = connections;
    this.owners = new VariableOwners(environment.keySet(), connections);
  }

  /** What the variables of a connection begin with, such as {@code ORDERS_DB_}. */
  public static String prefix(String connection) {
    return connection.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  /** The setting that a variable gives, by what follows the prefix; null if none. */
  public static @Nullable String setting(String rest) {
    return SETTINGS.get(rest);
  }

  /**
   * The variables that begin with the name of a connection and with no longer one, and what follows
   * it; without those that are empty or come from Kubernetes.
   */
  public Map<String, String> of(String connection) {
    Map<String, String> found = new HashMap<>();
    String prefix = prefix(connection);
    for (String variable : owners.of(connection)) {
      String value = environment.getOrDefault(variable, "");
      if (!variable.startsWith(Overrides.VARIABLE_PREFIX)
          && !value.isBlank()
          && !isServiceLink(prefix, variable, value)
          && !owners.hasLonger(variable, prefix.length())) {
        found.put(variable, variable.substring(prefix.length()));
      }
    }
    return found;
  }

  /** What was left alone, one sentence a connection. */
  public List<String> notes() {
    return notes;
  }

  /**
   * What is offered, shaped like a document.
   *
   * @param declared what is written: a setting that refers to the variable itself has it already,
   *     perhaps as a part of its text
   */
  public Tree.Mapping offeredTo(Layered declared) {
    Map<String, Tree.Member> offers = new LinkedHashMap<>();
    for (String connection : connections) {
      if (owners.of(connection).isEmpty()) {
        continue;
      }
      String prefix = prefix(connection);
      noteServiceLinks(connection, prefix);
      Map<String, Tree.Member> members = members(prefix);
      Layered written = declared.child(connection);
      members.entrySet().removeIf(offer -> refersTo(written.child(offer.getKey()), offer));
      if (!members.isEmpty()) {
        put(offers, connection, mapping(members));
      }
    }
    Map<String, Tree.Member> root = new LinkedHashMap<>();
    if (!offers.isEmpty()) {
      put(root, "connections", mapping(offers));
    }
    return mapping(root);
  }

  /** An address is taken apart, which a reference to all of it cannot do. */
  private static boolean refersTo(Layered written, Map.Entry<String, Tree.Member> offer) {
    Layered.Layer first = written.first();
    if (first == null || !(first.tree() instanceof Tree.Scalar scalar)) {
      return false;
    }
    String variable = offer.getValue().origin().source();
    return Reference.partsOf(scalar.text()).stream()
            .map(Reference.Part::reference)
            .anyMatch(
                reference ->
                    reference != null
                        && reference.kind() == Reference.Kind.ENVIRONMENT
                        && variable.equals(Origin.variable(reference.name()).source()))
        && !(variable.endsWith("_URI") && Reference.whole(scalar.text()) != null);
  }

  private Map<String, Tree.Member> members(String prefix) {
    Map<String, Tree.Member> members = new LinkedHashMap<>();
    offer(members, "host", prefix + "HOST");
    offer(members, "port", prefix + "PORT");
    offer(members, "database", prefix + "DATABASE");
    offer(members, "username", prefix + "USERNAME");
    offer(members, "password", prefix + "PASSWORD");
    offer(members, "url", prefix + "JDBCCONNECTIONSTRING");
    offerUri(members, prefix + "URI");
    Tree.Member url = members.get("url");
    if (url != null && !members.containsKey("uri")) {
      members.put("uri", new Tree.Member("uri", url.origin(), url.value()));
    }
    return members;
  }

  private void offer(Map<String, Tree.Member> members, String key, String variable) {
    String value = value(variable);
    if (value != null) {
      put(members, key, scalar(value, variable));
    }
  }

  /** Credentials in the address are taken out of it: they have settings of their own. */
  private void offerUri(Map<String, Tree.Member> members, String variable) {
    String value = value(variable);
    if (value == null) {
      return;
    }
    String address = value;
    Matcher matcher = Forms.USER_INFO.matcher(value);
    if (matcher.matches()) {
      address = matcher.group(1) + matcher.group(4);
      offerDecoded(members, "username", matcher.group(2), variable);
      offerDecoded(members, "password", matcher.group(3), variable);
    }
    if (!members.containsKey("url")) {
      put(members, "url", scalar(jdbcForm(address), variable));
      members.put(
          "uri", new Tree.Member("uri", Origin.variable(variable), scalar(address, variable)));
    }
  }

  /** Platforms write PostgreSQL's own form of an address, of which JDBC wants its prefix. */
  private static String jdbcForm(String address) {
    Matcher matcher = Forms.POSTGRES.matcher(address);
    return matcher.matches() ? "jdbc:postgresql://" + matcher.group(1) : address;
  }

  private static void offerDecoded(
      Map<String, Tree.Member> members, String key, @Nullable String encoded, String variable) {
    if (encoded != null && !encoded.isEmpty() && !members.containsKey(key)) {
      put(members, key, scalar(decoded(encoded), variable));
    }
  }

  private static String decoded(String encoded) {
    try {
      // In user-info a plus is a plus.
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return encoded;
    }
  }

  private @Nullable String value(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() || isServiceLink(variable, value) ? null : value;
  }

  /** Whether Kubernetes has set a variable that begins so. */
  static boolean isServiceLink(String prefix, String variable, String value) {
    return Forms.SERVICE_LINK_NAME.matcher(variable.substring(prefix.length())).matches()
        || (variable.equals(prefix + "PORT") && isServiceLink(variable, value));
  }

  private static boolean isServiceLink(String variable, String value) {
    return variable.endsWith("_PORT") && Forms.SERVICE_LINK_VALUE.matcher(value).matches();
  }

  private void noteServiceLinks(String connection, String prefix) {
    Set<String> ignored = new TreeSet<>();
    for (String variable : owners.of(connection)) {
      if (isServiceLink(prefix, variable, environment.getOrDefault(variable, ""))) {
        ignored.add(variable);
      }
    }
    if (!ignored.isEmpty()) {
      notes.add(
          "Connection '"
              + connection
              + "' ignores the variables "
              + String.join(", ", ignored)
              + ": they are Kubernetes service links, not its configuration. To be rid of them set"
              + " enableServiceLinks: false in the pod");
    }
  }

  private static Tree.Scalar scalar(String value, String variable) {
    return new Tree.Scalar(value, true, Origin.variable(variable));
  }

  private static Tree.Mapping mapping(Map<String, Tree.Member> members) {
    Origin origin = members.isEmpty() ? Origin.CODE : members.values().iterator().next().origin();
    return new Tree.Mapping(members, Tree.Matching.OFFERED, origin);
  }

  private static void put(Map<String, Tree.Member> members, String name, Tree value) {
    members.put(SettingKeys.normalized(name), new Tree.Member(name, value.origin(), value));
  }
}
