package dev.connections.spi.registry;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.ConnectionTypeDescriptor.Details;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The lookups of a generated registry. Written for generated code, which would otherwise repeat it
 * in every registry. Lookups by id and by name allocate nothing and load no class of a type; the
 * groups are made when one is first asked for. Immutable as seen from outside, and thread-safe.
 *
 * <p>By name it is an open-addressed table, at most a quarter full, with the names next to the
 * types, so that a probe touches no descriptor: a {@code switch} over the names stops being
 * compiled by HotSpot near 245 of them, where its method passes 8,000 bytes. By id it is an array
 * read for ids below {@value #NEAR_IDS} or sixteen times the number of types; a table like the
 * other one has what lies beyond. There is no lambda in here: the JVM's first one costs more than
 * everything else a registry does. Neither are there constants for names: one text with all of them
 * is taken apart in less time than the JVM needs for as many constants.
 */
public final class TypeTable {

  /** So many ids are worth an array of their own however few the types are: 16 KB. */
  private static final int NEAR_IDS = 4_096;

  private static final int NEAR_IDS_PER_TYPE = 16;

  private final List<ConnectionTypeDescriptor<?, ?>> all;
  private final @Nullable String[] names;
  private final @Nullable ConnectionTypeDescriptor<?, ?>[] byName;
  private final @Nullable ConnectionTypeDescriptor<?, ?>[] byNearId;
  private final int[] farIds;
  private final @Nullable ConnectionTypeDescriptor<?, ?>[] byFarId;

  /** Null until a group is asked for. A race makes it twice, to the same effect. */
  private @Nullable TypeGroups groups;

  private TypeTable(int[] ids, ConnectionTypeDescriptor<?, ?>[] types) {
    all = List.of(types);
    int size = tableSize(types.length);
    names = new String[size];
    byName = new ConnectionTypeDescriptor<?, ?>[size];
    int near = nearIds(ids);
    byNearId = new ConnectionTypeDescriptor<?, ?>[near == 0 ? 0 : ids[near - 1] + 1];
    farIds = new int[tableSize(ids.length - near)];
    byFarId = new ConnectionTypeDescriptor<?, ?>[farIds.length];
    for (int i = 0; i < types.length; i++) {
      ConnectionTypeDescriptor<?, ?> type = types[i];
      String name = type.name();
      int nameSlot = nameSlot(name);
      names[nameSlot] = name;
      byName[nameSlot] = type;
      if (i < near) {
        byNearId[ids[i]] = type;
      } else {
        int idSlot = farIdSlot(ids[i]);
        farIds[idSlot] = ids[i];
        byFarId[idSlot] = type;
      }
    }
  }

  /** The table of some types, which have different ids and names and come by id. */
  public static TypeTable of(ConnectionTypeDescriptor<?, ?>... types) {
    int[] ids = new int[types.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = types[i].id();
    }
    return new TypeTable(ids, types);
  }

  /**
   * The table of a registry, whose own types it makes.
   *
   * @param details what knows the own types beyond their ids and names
   * @param size how many types there are
   * @param index the types, by id, such as {@code 10=Shop 20=* 35=Ledger}; a star is the next of
   *     the included ones, under this id, which an application may have changed
   * @param included the types of other registries, in this order
   * @throws IllegalArgumentException if the index is not like that, or does not fit to the rest
   */
  public static TypeTable of(
      IntFunction<Details> details,
      int size,
      String index,
      ConnectionTypeDescriptor<?, ?>... included) {
    return read(details, size, index, included);
  }

  /**
   * The table of a registry that has no types of its own.
   *
   * @see #of(IntFunction, int, String, ConnectionTypeDescriptor...)
   */
  public static TypeTable of(int size, String index, ConnectionTypeDescriptor<?, ?>... included) {
    return read(null, size, index, included);
  }

  private static TypeTable read(
      @Nullable IntFunction<Details> details,
      int size,
      String index,
      ConnectionTypeDescriptor<?, ?>[] included) {
    byte[] text = index.getBytes(StandardCharsets.ISO_8859_1);
    int[] ids = new int[size];
    ConnectionTypeDescriptor<?, ?>[] types = new ConnectionTypeDescriptor<?, ?>[size];
    int next = 0;
    int at = 0;
    for (int i = 0; i < size && at < text.length; i++) {
      int id = 0;
      for (; at < text.length && text[at] != '='; at++) {
        id = id * 10 + text[at] - '0';
      }
      int name = ++at;
      while (at < text.length && text[at] != ' ') {
        at++;
      }
      boolean other = index.startsWith("*", name);
      if (id <= (i == 0 ? 0 : ids[i - 1]) || name >= at) {
        throw broken(index, size, included.length);
      }
      ids[i] = id;
      if (other && next < included.length) {
        types[i] = included[next++];
      } else if (!other && details != null) {
        // Interned as literals are: a lookup by a literal then finds the very string.
        types[i] = ConnectionTypeDescriptor.of(id, index.substring(name, at).intern(), details);
      } else {
        throw broken(index, size, included.length);
      }
      at++;
    }
    if (at != text.length + Math.min(size, 1)
        || size > 0 && ids[size - 1] == 0
        || next != included.length) {
      throw broken(index, size, included.length);
    }
    return new TypeTable(ids, types);
  }

  private static IllegalArgumentException broken(String index, int size, int included) {
    return new IllegalArgumentException(
        "The index of a table must have "
            + size
            + " types, "
            + included
            + " of them included ones, as <id>=<name> or <id>=*, with one space between them and"
            + " positive, ascending ids, but it is '"
            + index
            + "'");
  }

  /** All types, by id. */
  public List<ConnectionTypeDescriptor<?, ?>> all() {
    return all;
  }

  /** The type with this id; null if there is none. */
  public @Nullable ConnectionTypeDescriptor<?, ?> byId(int id) {
    return id >= 0 && id < byNearId.length ? byNearId[id] : byFarId[farIdSlot(id)];
  }

  /** The type with exactly this name; null if there is none. */
  public @Nullable ConnectionTypeDescriptor<?, ?> byName(String name) {
    return byName[nameSlot(name)];
  }

  /** The types of a category, by id; empty if there is none. */
  public List<ConnectionTypeDescriptor<?, ?>> byCategory(String category) {
    return groups().ofCategory(category);
  }

  /**
   * The types for a data store, the greatest priority first, then by id; empty if there is none.
   */
  public List<ConnectionTypeDescriptor<?, ?>> byDataStore(String dataStore) {
    return groups().ofDataStore(dataStore);
  }

  /** The types that a library is behind, by id; empty if there is none. */
  public List<ConnectionTypeDescriptor<?, ?>> byProvider(String provider) {
    return groups().ofProvider(provider);
  }

  private TypeGroups groups() {
    TypeGroups made = groups;
    if (made == null) {
      made = new TypeGroups(all);
      groups = made;
    }
    return made;
  }

  /** A power of two of at least four times as many, so that most probes are the first. */
  private static int tableSize(int types) {
    return Integer.highestOneBit(Math.max(1, types * 2 - 1)) * 4;
  }

  /** How many of the ascending ids are small enough for the array. */
  private static int nearIds(int[] ids) {
    int limit = Math.max(NEAR_IDS, ids.length * NEAR_IDS_PER_TYPE);
    int near = ids.length;
    while (near > 0 && ids[near - 1] >= limit) {
      near--;
    }
    return near;
  }

  /** Where the type with this id is, or would be. */
  private int farIdSlot(int id) {
    int mask = farIds.length - 1;
    int slot = firstSlot(id, mask);
    while (farIds[slot] != id && byFarId[slot] != null) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** Where the type with this name is, or would be. */
  @SuppressWarnings(
      "ReferenceEquality") // most names come from the same literal; the rest is compared
  private int nameSlot(String name) {
    int mask = names.length - 1;
    int hash = name.hashCode();
    int slot = firstSlot(hash, mask);
    for (String there = names[slot];
        there != name && there != null && !(there.hashCode() == hash && there.equals(name));
        there = names[slot]) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /**
   * The upper bits of a product with an odd number depend on all bits. Without it, names that are
   * numbered have hashes in rows, and so has the table.
   */
  private static int firstSlot(int hash, int mask) {
    return hash * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(mask);
  }
}
