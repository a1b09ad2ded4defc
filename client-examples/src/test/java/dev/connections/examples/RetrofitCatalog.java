package dev.connections.examples;

import dev.connections.ConnectionProvider;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestConnectionTypes;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Retrofit on a REST connection. */
interface RetrofitCatalog {

  @GET("books/{isbn}")
  Call<ResponseBody> book(@Path("isbn") String isbn);

  static RetrofitCatalog of(ConnectionProvider provider) {
    String url = provider.configuration(RestConnectionTypes.REST, "catalog").url().toString();
    return new Retrofit.Builder()
        .baseUrl(url.endsWith("/") ? url : url + "/") // from the file, so that it is only there
        .client(provider.get("catalog", RestConnection.class).client())
        .build()
        .create(RetrofitCatalog.class);
  }
}
