package dev.connections.internal.telemetry;

import dev.connections.Operation;
import dev.connections.internal.call.CallTelemetry;
import dev.connections.internal.call.CallTrace;

/** The calls of one connection, on their way to OpenTelemetry. */
final class OpenTelemetryCalls implements CallTelemetry {

  /** More names than a service has operations on one system: beyond them a name holds values. */
  static final int OPERATIONS = 100;

  private final CallInstruments instruments;
  private final BoundedNames<OperationAttributes> operations;

  OpenTelemetryCalls(String connection, CallInstruments instruments) {
    this.instruments = instruments;
    this.operations =
        new BoundedNames<>(OPERATIONS, "_other", name -> new OperationAttributes(connection, name));
  }

  @Override
  public CallTrace begins(Operation operation) {
    try {
      return new OpenTelemetryTrace(instruments, operations.of(operation.name()), operation);
    } catch (RuntimeException | LinkageError failure) {
      TelemetryFailures.report(failure);
      return CallTrace.NONE;
    }
  }
}
