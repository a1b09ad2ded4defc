package dev.connections.examples;

import dev.connections.ConnectionProvider;
import dev.connections.Operation;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestConnectionTypes;
import java.util.concurrent.CompletableFuture;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Invocation;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Tag;

/** Retrofit on a REST connection. */
interface RetrofitCatalog {

  @GET("books/{isbn}")
  Call<ResponseBody> book(@Path("isbn") String isbn);

  @GET("books/{isbn}")
  CompletableFuture<ResponseBody> bookLater(@Path("isbn") String isbn);

  /** The tag says that the server recognizes the key, so that it may be sent again. */
  @POST("orders")
  Call<ResponseBody> order(@Body RequestBody order, @Tag Operation operation);

  static RetrofitCatalog of(ConnectionProvider provider) {
    String url = provider.configuration(RestConnectionTypes.REST, "catalog").url().toString();
    return new Retrofit.Builder()
        .baseUrl(url.endsWith("/") ? url : url + "/") // from the file, so that it is only there
        .callFactory(
            provider.get("catalog", RestConnection.class).calls(RetrofitCatalog::operationName))
        .build()
        .create(RetrofitCatalog.class);
  }

  /** Such as {@code RetrofitCatalog.book}. */
  private static String operationName(Request request) {
    Invocation invocation = request.tag(Invocation.class);
    return invocation == null
        ? request.method()
        : invocation.service().getSimpleName() + "." + invocation.method().getName();
  }
}
