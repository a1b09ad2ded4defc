package dev.connections.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link RegistryLookupBenchmark} and puts each look-up beside what it is compared with. */
final class Lookups {

  private final Map<String, Double> nanoseconds = new TreeMap<>();
  private double bytes;
  private double worstByName;
  private double worstTimesHashMap;
  private double worstTimesArray;

  String measure(Goals goals) throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(RegistryLookupBenchmark.class.getSimpleName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    for (RunResult result : results) {
      String method = result.getParams().getBenchmark().replaceAll(".*\\.", "");
      StringBuilder key = new StringBuilder(method);
      for (String parameter : result.getParams().getParamsKeys()) {
        key.append(' ').append(parameter).append('=');
        key.append(result.getParams().getParam(parameter));
      }
      nanoseconds.put(
          key.toString(),
          result.getPrimaryResult().getStatistics().getPercentile(50)
              / RegistryLookupBenchmark.KEYS);
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      if (allocated != null && method.endsWith("TypeTable")) {
        bytes = Math.max(bytes, allocated.getScore() / RegistryLookupBenchmark.KEYS);
      }
    }
    String tables = tables();
    goals.add(Goal.LOOKUP_NAME_50, of("byNameTypeTable keys=EQUAL types=50"));
    goals.add(Goal.LOOKUP_NAME_500, of("byNameTypeTable keys=EQUAL types=500"));
    goals.add(Goal.LOOKUP_NAME_BEST, worstByName);
    goals.add(Goal.LOOKUP_NAME_TIMES, worstTimesHashMap);
    goals.add(Goal.LOOKUP_ID_TIMES, worstTimesArray);
    goals.add(Goal.LOOKUP_BYTES, Math.floor(bytes * 10) / 10);
    return tables;
  }

  private String tables() {
    return "## Look-ups\n\nNanoseconds a look-up, of 1,024 names or ids in random order; medians.\n\n"
        + byName()
        + "\nTarget: at most 1.5 x `HashMap.get`. *Same* is the very string of the registry, *equal*"
        + " another one\nwith the same characters. A `switch` finds a number only.\n\n"
        + byId()
        + "\nTarget: at most 1.2 x a read of an array as long as the greatest id."
        + String.format(
            Locale.ROOT, " Our look-ups allocate %.0f bytes.\n", Math.floor(bytes * 10) / 10);
  }

  private String byName() {
    StringBuilder table =
        new StringBuilder(
            "| types | names | ours | HashMap | Map.of | switch | x HashMap | met |\n"
                + "|---|---|---|---|---|---|---|---|\n");
    for (int types : new int[] {50, 500, 5000}) {
      for (String keys : new String[] {"SAME", "EQUAL", "MISSING"}) {
        String parameters = " keys=" + keys + " types=" + types;
        double ours = of("byNameTypeTable" + parameters);
        double hashMap = of("byNameHashMap" + parameters);
        worstByName = Math.max(worstByName, ours);
        worstTimesHashMap = Math.max(worstTimesHashMap, ours / hashMap);
        String byHand =
            keys.equals("EQUAL") && types < 5000 ? number(of("byNameSwitch types=" + types)) : "–";
        table.append(
            String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %s | %s | %s | %.2f | %s |\n",
                types,
                keys.toLowerCase(Locale.ROOT),
                number(ours),
                number(hashMap),
                number(of("byNameMapOf" + parameters)),
                byHand,
                ours / hashMap,
                ours <= 1.5 * hashMap ? "yes" : "no"));
      }
    }
    return table.toString();
  }

  private String byId() {
    StringBuilder table =
        new StringBuilder(
            "| types | ids | there | ours | array | x array | met |\n|---|---|---|---|---|---|---|\n");
    for (int types : new int[] {50, 500, 5000}) {
      for (int step : new int[] {1, 10, 1000}) {
        for (boolean there : new boolean[] {true, false}) {
          String parameters = " step=" + step + " there=" + there + " types=" + types;
          double ours = of("byIdTypeTable" + parameters);
          double array = of("byIdArray" + parameters);
          worstTimesArray = Math.max(worstTimesArray, ours / array);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %,d | %,d, %,d … | %s | %s | %s | %.2f | %s |\n",
                  types,
                  step,
                  2 * step,
                  there ? "yes" : "no",
                  number(ours),
                  number(array),
                  ours / array,
                  ours <= 1.2 * array ? "yes" : "no"));
        }
      }
    }
    return table.toString();
  }

  private double of(String key) {
    Double found = nanoseconds.get(key);
    if (found == null) {
      throw new IllegalStateException("Not measured: " + key + ", only " + nanoseconds.keySet());
    }
    return found;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
