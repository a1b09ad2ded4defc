package dev.connections.provider;

import dev.connections.ConnectionConfiguration;
import dev.connections.ManagedConnection;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.Diagnosis;
import dev.connections.internal.connection.ManagedCore;
import dev.connections.spi.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the factories make the handles of all connections, and checks what they made. Nothing is
 * opened. Used once.
 */
final class HandleMaker {

  private final ProviderScope scope;
  private final Problems problems = new Problems();

  HandleMaker(ProviderScope scope) {
    this.scope = scope;
  }

  /**
   * Makes all of them, in the order of the plans.
   *
   * @throws ConnectionConfigurationException with every factory that failed or made something wrong
   */
  List<NamedConnection> make(List<ConnectionPlan<?, ?>> plans) {
    List<NamedConnection> connections = new ArrayList<>();
    for (ConnectionPlan<?, ?> plan : plans) {
      NamedConnection connection = make(plan);
      if (connection != null) {
        connections.add(connection);
      }
    }
    problems.throwIfAny(scope.source(), "correct what is listed");
    return connections;
  }

  private <C extends ManagedConnection<?>, S extends ConnectionConfiguration>
      @Nullable NamedConnection make(ConnectionPlan<C, S> plan) {
    HandleContext<S> context = new HandleContext<>(plan, scope);
    String factory = "its factory";
    try {
      ConnectionFactory<C, S> maker = plan.type().factory();
      factory = maker.getClass().getName();
      // Not a C before it is compared: an unchecked cast may have let another factory in.
      Object handle = maker.create(context);
      ManagedCore<?, ?> core = context.core();
      Class<C> promised = plan.type().descriptor().connectionClass();
      if (!promised.isInstance(handle)) {
        problems.add(
            describe(plan, factory)
                + "made a "
                + className(handle)
                + ", not a "
                + promised.getName());
      } else if (core == null) {
        problems.add(
            describe(plan, factory)
                + "made a connection without calling core(…), which it must do once");
      } else {
        return new NamedConnection(plan, (ManagedConnection<?>) handle, core);
      }
    } catch (ConnectionConfigurationException refused) {
      problems.add(
          plan.name() + ": " + scope.redactor().redact(told(refused.diagnosis())),
          scope.redactor().redact(refused));
    } catch (RuntimeException | LinkageError failure) {
      problems.add(
          describe(plan, factory) + "failed with " + scope.redactor().redact(failure.toString()),
          scope.redactor().redact(failure));
    }
    return null;
  }

  /** What the factory says is wrong, once and in its own words. */
  private static String told(Diagnosis said) {
    return said.problem() + (said.nextStep() == null ? "" : ". " + said.nextStep());
  }

  private static String describe(ConnectionPlan<?, ?> plan, String factory) {
    return plan.name()
        + ": "
        + factory
        + ", the factory of type "
        + plan.type().descriptor()
        + ", ";
  }

  private static String className(@Nullable Object handle) {
    return handle == null ? "null" : handle.getClass().getName();
  }
}
