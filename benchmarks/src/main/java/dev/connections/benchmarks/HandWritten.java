package dev.connections.benchmarks;

/** What one would write without Connections to find a type by its name. */
final class HandWritten {

  private static final int LAMBDAS_PER_METHOD = 500;

  private HandWritten() {}

  /**
   * Times one look-up, and prints nanoseconds: of the clock, and of the thread on a processor,
   * which hardly depends on what else the machine does. Linux counts the latter when the thread
   * pauses.
   */
  static String start(String lookup) {
    return """
    import java.io.FileInputStream;

    public final class Start {
      public static void main(String[] arguments) throws Exception {
        onProcessor();
        long cpuBegin = onProcessor();
        long begin = System.nanoTime();
        Object found = %s;
        long taken = System.nanoTime() - begin;
        long cpu = onProcessor() - cpuBegin;
        if (found == null) {
          throw new IllegalStateException("not found");
        }
        System.out.println(taken);
        System.out.println(cpu);
      }

      private static long onProcessor() throws Exception {
        Thread.sleep(1);
        byte[] text = new byte[100];
        try (FileInputStream statistics = new FileInputStream("/proc/thread-self/schedstat")) {
          if (statistics.read(text) < 0) {
            return 0;
          }
        } catch (java.io.FileNotFoundException notOnThisSystem) {
          return 0;
        }
        long nanoseconds = 0;
        for (int i = 0; text[i] >= '0'; i++) {
          nanoseconds = nanoseconds * 10 + text[i] - '0';
        }
        return nanoseconds;
      }
    }
    """
        .formatted(lookup);
  }

  static String descriptor() {
    return """
    public record Descriptor(
        int id, String name, String category, String description, String provider, String store) {}
    """;
  }

  private static String made(int i) {
    return """
    new Descriptor(%d, "Type%d", "Category%d", "Number %d.", "org.library%d", "Store%d")"""
        .formatted((i + 1) * 10, i, i % 20, i, i % 20, i);
  }

  /** Nothing is made but what is asked for, anew each time. */
  static String leanSwitch(int types) {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < types; i++) {
      cases.append("      case \"Type%d\" -> %s;\n".formatted(i, made(i)));
    }
    return find("", cases);
  }

  /** As a registry by hand would be: a constant each, and a switch over their names. */
  static String switchOverConstants(int types) {
    StringBuilder constants = new StringBuilder();
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < types; i++) {
      constants.append("  public static final Descriptor TYPE_%d = %s;\n".formatted(i, made(i)));
      cases.append("      case \"Type%d\" -> TYPE_%d;\n".formatted(i, i));
    }
    return find(constants.toString(), cases);
  }

  private static String find(String members, CharSequence cases) {
    return """
    public final class Found {
    %s
      public static Descriptor find(String name) {
        return switch (name) {
    %s      default -> null;
        };
      }
    }
    """
        .formatted(members, cases);
  }

  /** All providers are made to find the one with the name. */
  static String serviceLoader(int types) {
    return """
    import java.util.ServiceLoader;

    public final class Found {
      public interface Service {
        Descriptor descriptor();
      }

      public static Descriptor find(String name) {
        java.util.HashMap<String, Descriptor> all = new java.util.HashMap<>(%d);
        for (Service service : ServiceLoader.load(Service.class)) {
          all.put(service.descriptor().name(), service.descriptor());
        }
        return all.get(name);
      }
    }
    """
        .formatted(types * 2);
  }

  /** A provider for it. */
  static String service(int i) {
    return """
    public final class Service%d implements Found.Service {
      @Override
      public Descriptor descriptor() {
        return %s;
      }
    }
    """
        .formatted(i, made(i));
  }

  /** A supplier for each name. */
  static String lambdas(int types) {
    StringBuilder methods = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (int from = 0; from < types; from += LAMBDAS_PER_METHOD) {
      calls.append("    put%d();\n".formatted(from));
      methods.append("  private static void put%d() {\n".formatted(from));
      for (int i = from; i < Math.min(types, from + LAMBDAS_PER_METHOD); i++) {
        methods.append("    ALL.put(\"Type%d\", () -> %s);\n".formatted(i, made(i)));
      }
      methods.append("  }\n");
    }
    return """
    public final class Found {
      private static final java.util.Map<String, java.util.function.Supplier<Descriptor>> ALL =
          new java.util.HashMap<>();

      static {
    %s  }

    %s
      public static Descriptor find(String name) {
        return ALL.get(name).get();
      }
    }
    """
        .formatted(calls, methods);
  }
}
