package dev.connections.spi.binding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the configuration, with where it came from: a mapping, a list, a text, or nothing.
 * Implemented by the runtime.
 */
public interface ConfigurationNode {

  /** What a node is. */
  enum Kind {
    /** Not there. */
    MISSING,
    /** A plain value. */
    SCALAR,
    /** A sequence of nodes. */
    LIST,
    /** Named nodes. */
    MAPPING
  }

  /** What it is. */
  Kind kind();

  /** Where it stands, such as {@code connections.orders-db.pool.maxSize}. */
  String path();

  /**
   * The text of a scalar, references resolved; empty text for other nodes, and for a reference that
   * leads nowhere, which has then been reported.
   */
  String text();

  /**
   * The secret that a scalar refers to; null if it is not written as a reference, or the reference
   * leads nowhere, which has then been reported without the value. Null for other nodes.
   */
  dev.connections.@Nullable Secret secret();

  /**
   * The elements of a list; also the comma-separated parts of a scalar that comes from where only
   * texts can be written: a variable, a system property, code, a default. No elements otherwise.
   */
  List<ConfigurationNode> elements();

  /** The keys of a mapping, in order; no keys for other nodes. */
  List<String> keys();

  /** The node under a key of a mapping; a missing node if there is none. */
  ConfigurationNode child(String key);

  /** The node to use instead if this one is missing: a scalar whose origin is "default". */
  ConfigurationNode orDefault(String text);

  /** As {@link #orDefault(String)}, a list of scalars; no texts give an empty list. */
  ConfigurationNode orDefaults(List<String> texts);

  /**
   * Which of several kinds of mapping it is: what a key of it says. The key need not be among the
   * allowed keys of {@link #object} afterwards. A node that is no mapping, a missing key and an
   * unknown value are reported, and then no other keys of it are.
   *
   * @param key the key, such as {@code kind}
   * @param values what it may say; case does not matter, and {@code -} stands for {@code _}
   * @return one of the values, as it is given here; null if something was reported
   */
  @Nullable String variant(String key, String... values);

  /**
   * Begins reading a mapping whose keys are known. Keys that are not allowed, and a node that is
   * not a mapping, are reported.
   */
  ObjectReader object(String... allowedKeys);

  /**
   * Reports that this node is wrong. Where it stands, where it came from and its value (never a
   * secret's) are added.
   *
   * @param problem what is wrong, such as {@code is not a duration}
   * @param allowed what is allowed, such as {@code a number with a unit: ms, s, m, h, d}; or null
   * @param hint what to do, such as {@code write 30s}; or null
   */
  void violation(String problem, @Nullable String allowed, @Nullable String hint);
}
