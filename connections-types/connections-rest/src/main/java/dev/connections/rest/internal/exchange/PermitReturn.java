package dev.connections.rest.internal.exchange;

import dev.connections.spi.Permit;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Gives the permit of an answer back when its call has let go of the socket, though no one has
 * closed the answer: the call was canceled, or the answer broke in the middle. Thread-safe, as the
 * permit is.
 */
public final class PermitReturn extends EventListener {

  private final Permit<?> permit;

  private PermitReturn(Permit<?> permit) {
    this.permit = permit;
  }

  /** Watches a call whose answer has come. */
  public static void watch(Call call, Permit<?> permit) {
    call.addEventListener(new PermitReturn(permit));
    if (call.isCanceled()) {
      permit.close(); // perhaps before anyone listened
    }
  }

  @Override
  public void canceled(Call call) {
    permit.close();
  }

  @Override
  public void responseFailed(Call call, IOException failure) {
    permit.close();
  }
}
