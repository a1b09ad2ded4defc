package dev.connections.application;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An application that uses a native client, in a package that is not ours: its frames are seen. */
public final class Reader {

  private Reader() {}

  /** Makes a call in this thread. */
  public static Response reads(OkHttpClient client, Request request) throws IOException {
    return client.newCall(request).execute();
  }

  /** Makes a call in a thread of the client. */
  public static void readsLater(OkHttpClient client, Request request, Callback callback) {
    Call call = client.newCall(request);
    call.enqueue(callback);
  }
}
