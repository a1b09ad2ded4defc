package dev.connections;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Diagnosis;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The codes of all leaves of the sealed hierarchy, as their constructors give them. */
public final class FailureCodes {

  private FailureCodes() {}

  /** All of them, in alphabetical order. */
  public static Set<String> all() {
    return new TreeSet<>(leaves().keySet());
  }

  /** The simple name of the class that has each code. */
  public static Map<String, String> leaves() {
    Map<String, String> leaves = new TreeMap<>();
    for (Class<?> leaf : ConnectionException.class.getPermittedSubclasses()) {
      leaves.put(made(leaf).code(), leaf.getSimpleName());
    }
    return leaves;
  }

  private static ConnectionException made(Class<?> leaf) {
    Constructor<?> constructor = leaf.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    arguments[0] = Diagnosis.of("db", "a problem").build();
    try {
      return (ConnectionException) constructor.newInstance(arguments);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(leaf + " has no constructor that takes a diagnosis", impossible);
    }
  }
}
