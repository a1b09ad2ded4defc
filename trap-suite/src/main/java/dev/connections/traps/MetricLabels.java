package dev.connections.traps;

import dev.connections.Operation;
import dev.connections.rest.RestRequest;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * T39. 300 calls with 300 values in their paths, and 200 operations with names of their own; the
 * values of all labels of all metrics are counted.
 *
 * <p>The alternatives have no metrics of calls. Connections: defaults with a real OpenTelemetry
 * SDK; it holds if no value of a path is a label, and there are at most 101 names of operations.
 */
final class MetricLabels implements Trap {

  private static final int CALLS = 300;
  private static final int OPERATIONS = 200;

  @Override
  public String id() {
    return "T39";
  }

  @Override
  public String title() {
    return "paths, statements and tenants become labels of metrics";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    try (HttpPeer server = HttpPeer.always(200);
        Metrics metrics = new Metrics();
        Ours ours = Ours.observed(metrics.telemetry(), server.url())) {
      for (int call = 0; call < CALLS; call++) {
        ours.rest().get("/orders/{id}", Map.of("id", "tenant-" + call), String.class);
      }
      for (int name = 0; name < OPERATIONS; name++) {
        ours.rest()
            .exchange(
                RestRequest.get("/orders").operation(Operation.read("operation-" + name)),
                String.class);
      }
      Collection<MetricData> seen = metrics.collect();
      Set<String> values = values(seen);
      long paths = values.stream().filter(value -> value.contains("tenant-")).count();
      long names = Metrics.values(seen, "connections.operation.name").size();
      return Verdict.of(
          paths == 0 && names <= 101,
          "%d of %d paths, %d of %d operations are labels",
          paths,
          CALLS,
          names,
          OPERATIONS);
    }
  }

  private static Set<String> values(Collection<MetricData> seen) {
    return seen.stream()
        .flatMap(metric -> metric.getData().getPoints().stream())
        .flatMap(point -> point.getAttributes().asMap().values().stream())
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
