package dev.connections.rest.internal.exchange;

import dev.connections.spi.Permit;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** The body of an answer; gives the permit back when it has been read to its end or closed. */
public final class PermitBody extends ResponseBody {

  private final ResponseBody body;
  private final BufferedSource source;

  public PermitBody(ResponseBody body, Permit<?> permit) {
    this.body = body;
    this.source =
        Okio.buffer(
            new ForwardingSource(body.source()) {
              @Override
              public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                if (count < 0) {
                  permit.close();
                }
                return count;
              }

              @Override
              public void close() throws IOException {
                try {
                  super.close();
                } finally {
                  permit.close();
                }
              }
            });
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public BufferedSource source() {
    return source;
  }
}
