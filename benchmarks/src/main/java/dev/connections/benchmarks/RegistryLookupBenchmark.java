package dev.connections.benchmarks;

import dev.connections.ConnectionTypeDescriptor;
import dev.connections.spi.registry.TypeTable;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Look-ups by name and by id, each beside what one would write by hand. One invocation looks up
 * {@value #KEYS} keys in random order, so that neither the branch predictor nor a constant helps.
 * Invocations are timed one by one, a few microseconds each: the median of them hardly feels that
 * the machine does something else at times.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class RegistryLookupBenchmark {

  static final int KEYS = 1_024;

  /** Names to look up, and what has them. */
  @State(Scope.Benchmark)
  public static class ByName {

    /** How many types there are. */
    @Param({"50", "500", "5000"})
    public int types;

    /** SAME are the literals themselves, EQUAL are read from a file, MISSING are not there. */
    @Param({"SAME", "EQUAL", "MISSING"})
    public String keys = "";

    TypeTable table = TypeTable.of();
    Map<String, ConnectionTypeDescriptor<?, ?>> hashMap = Map.of();
    Map<String, ConnectionTypeDescriptor<?, ?>> mapOf = Map.of();
    String[] names = {};

    /** Fills it. */
    @Setup
    public void fill() {
      ConnectionTypeDescriptor<?, ?>[] all = Descriptors.make(types, 1);
      table = TypeTable.of(all);
      hashMap = new HashMap<>();
      for (ConnectionTypeDescriptor<?, ?> type : all) {
        hashMap.put(type.name(), type);
      }
      mapOf = Map.copyOf(hashMap);
      List<String> there = Arrays.stream(all).map(ConnectionTypeDescriptor::name).toList();
      names = new String[KEYS];
      Random random = new Random(42);
      for (int i = 0; i < KEYS; i++) {
        String name = there.get(random.nextInt(types));
        names[i] =
            switch (keys) {
              case "SAME" -> name;
              case "EQUAL" -> new String(name.toCharArray());
              default -> name.replace("Type", "Tope");
            };
      }
    }
  }

  /** The same names for a {@code switch}, of which one method holds about 1,400 at most. */
  @State(Scope.Benchmark)
  public static class BySwitch {

    /** How many types there are. */
    @Param({"50", "500"})
    public int types;

    NameSwitch nameSwitch = name -> 0;
    String[] names = {};

    /** Fills it. */
    @Setup
    public void fill() throws Exception {
      nameSwitch = NameSwitch.compile(types);
      names = new String[KEYS];
      Random random = new Random(42);
      for (int i = 0; i < KEYS; i++) {
        names[i] = new String(Descriptors.name(random.nextInt(types)).toCharArray());
      }
    }
  }

  /** Ids to look up, and what has them. */
  @State(Scope.Benchmark)
  public static class ById {

    /** How many types there are. */
    @Param({"50", "500", "5000"})
    public int types;

    /** How far apart the ids are. */
    @Param({"1", "10", "1000"})
    public int step;

    /** Whether the ids are there; those that are not lie between. */
    @Param({"true", "false"})
    public boolean there;

    TypeTable table = TypeTable.of();
    ConnectionTypeDescriptor<?, ?>[] array = {};
    int[] ids = {};

    /** Fills it. */
    @Setup
    public void fill() {
      ConnectionTypeDescriptor<?, ?>[] all = Descriptors.make(types, step);
      table = TypeTable.of(all);
      array = new ConnectionTypeDescriptor<?, ?>[(types + 1) * step + 1];
      for (ConnectionTypeDescriptor<?, ?> type : all) {
        array[type.id()] = type;
      }
      List<Integer> some =
          new Random(42)
              .ints(KEYS, 0, types)
              .mapToObj(i -> there ? all[i].id() : step == 1 ? 0 : all[i].id() + 1)
              .collect(Collectors.toList());
      Collections.shuffle(some, new Random(1));
      ids = some.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** Ours. */
  @Benchmark
  public void byNameTypeTable(ByName state, Blackhole hole) {
    for (String name : state.names) {
      hole.consume(state.table.byName(name));
    }
  }

  /** What the target compares with. */
  @Benchmark
  public void byNameHashMap(ByName state, Blackhole hole) {
    for (String name : state.names) {
      hole.consume(state.hashMap.get(name));
    }
  }

  /** The JDK's immutable map. */
  @Benchmark
  public void byNameMapOf(ByName state, Blackhole hole) {
    for (String name : state.names) {
      hole.consume(state.mapOf.get(name));
    }
  }

  /** One method with a case for each name; it finds a number only. */
  @Benchmark
  public void byNameSwitch(BySwitch state, Blackhole hole) {
    for (String name : state.names) {
      hole.consume(state.nameSwitch.find(name));
    }
  }

  /** Ours. */
  @Benchmark
  public void byIdTypeTable(ById state, Blackhole hole) {
    for (int id : state.ids) {
      hole.consume(state.table.byId(id));
    }
  }

  /** What the target compares with: an array as long as the greatest id. */
  @Benchmark
  public void byIdArray(ById state, Blackhole hole) {
    for (int id : state.ids) {
      hole.consume(state.array[id]);
    }
  }
}
