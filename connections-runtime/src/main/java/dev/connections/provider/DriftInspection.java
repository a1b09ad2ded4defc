package dev.connections.provider;

import dev.connections.ConnectionsConfiguration;
import dev.connections.DriftCheck;
import dev.connections.internal.configuration.LoadedConfiguration;
import dev.connections.internal.drift.Drift;
import dev.connections.spi.registry.ConnectionTypeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for drift as far as a configuration asks for it, and tells it in the way it asks for.
 *
 * @param sources the types in use
 * @param warnings takes what is not to fail the start
 */
record DriftInspection(Collection<ConnectionTypeSource> sources, Consumer<String> warnings) {

  private static final Logger LOG = LoggerFactory.getLogger(DriftInspection.class);

  /** Warns in the log. */
  static DriftInspection of(Collection<ConnectionTypeSource> sources) {
    return new DriftInspection(sources, message -> LOG.warn("{}", message));
  }

  /** Looks for drift; what must fail the start is reported, and not thrown yet. */
  void inspect(ConnectionsConfiguration recipe, LoadedConfiguration loaded) {
    if (recipe.driftCheck() == DriftCheck.OFF) {
      return;
    }
    Drift drift =
        Drift.of(
            loaders(Thread.currentThread().getContextClassLoader()),
            registries(),
            recipe.leftOutRegistries());
    List<String> tolerated = new ArrayList<>();
    if (recipe.driftCheck() == DriftCheck.FAIL) {
      drift.differences().forEach(each -> loaded.reportClassPath(each.problem(), each.hint()));
    } else {
      drift.differences().forEach(each -> tolerated.add(each.toString()));
    }
    tolerated.addAll(drift.unreadable());
    if (!tolerated.isEmpty()) {
      warnings.accept(
          "The libraries on the class path are not those that the registries include:\n  "
              + String.join("\n  ", tolerated));
    }
  }

  private Set<String> registries() {
    Set<String> registries = new LinkedHashSet<>();
    for (ConnectionTypeSource source : sources) {
      registries.addAll(source.registries());
    }
    return registries;
  }

  /**
   * Those that loaded the sources, since their libraries are what the application links to. The
   * thread's comes in if it can see one of them, as it does where an application is deployed in
   * layers; a foreign one, such as that of the container's own thread, would report what is none of
   * this application's business.
   */
  private Set<ClassLoader> loaders(@Nullable ClassLoader ofThread) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    for (ConnectionTypeSource source : sources) {
      ClassLoader ofSource = source.getClass().getClassLoader();
      if (ofSource != null) {
        loaders.add(ofSource);
      }
    }
    for (ClassLoader each = ofThread; each != null; each = each.getParent()) {
      if (loaders.isEmpty() || loaders.contains(each)) {
        loaders.add(ofThread);
        break;
      }
    }
    return loaders;
  }
}
