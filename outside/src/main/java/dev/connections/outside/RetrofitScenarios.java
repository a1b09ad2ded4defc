package dev.connections.outside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Streaming;

/** Retrofit's ways to call. */
final class RetrofitScenarios {

  private static final String LIBRARY = "Retrofit 3.0.0";

  private RetrofitScenarios() {}

  /** An API, as Retrofit wants it declared. */
  interface Api {
    @GET("items/{id}")
    Call<ResponseBody> item(@Path("id") int id);

    @GET("items/{id}")
    CompletableFuture<ResponseBody> future(@Path("id") int id);

    @GET("status/{code}")
    Call<ResponseBody> status(@Path("code") int code);

    @GET("status/{code}")
    CompletableFuture<ResponseBody> futureStatus(@Path("code") int code);

    @POST("items")
    Call<ResponseBody> add(@Body RequestBody body);

    @HEAD("items")
    Call<Void> head();

    @Streaming
    @GET("large")
    Call<ResponseBody> large();
  }

  static List<Scenario<?, ?>> all() {
    HttpStage stage = new HttpStage(false);
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(new Scenario<>(LIBRARY, "calls that wait", stage, work(RetrofitScenarios::waiting)));
    all.add(
        new Scenario<>(LIBRARY, "200 enqueued calls", stage, work(RetrofitScenarios::enqueued)));
    all.add(new Scenario<>(LIBRARY, "200 futures", stage, work(RetrofitScenarios::futures)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "a streamed body, read elsewhere, with calls meanwhile",
            stage,
            work(RetrofitScenarios::streaming)));
    return all;
  }

  /** What is done with it. */
  private interface Use {
    void of(Api api, Facts facts) throws Exception;
  }

  private static Work<HttpStage.Site, OkHttpClient> work(Use use) {
    return (site, client, facts) ->
        use.of(
            new Retrofit.Builder().baseUrl(site.url()).client(client).build().create(Api.class),
            facts);
  }

  private static void waiting(Api api, Facts facts) throws Exception {
    for (int i = 0; i < 50; i++) {
      try (ResponseBody body = api.item(i).execute().body()) {
        facts.state("body", body == null ? "none" : body.string());
      }
    }
    RequestBody body = RequestBody.create("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    facts.state("POST", api.add(body).execute().code());
    for (int i = 0; i < 50; i++) {
      facts.state("HEAD", api.head().execute().code());
      facts.state("204", api.status(204).execute().code());
      Response<ResponseBody> missing = api.status(404).execute();
      facts.state(
          "404",
          missing.code() + (missing.errorBody() == null ? "" : missing.errorBody().string()));
    }
  }

  private static void enqueued(Api api, Facts facts) throws Exception {
    List<CompletableFuture<String>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CompletableFuture<String> one = new CompletableFuture<>();
      all.add(one);
      api.item(i)
          .enqueue(
              new Callback<>() {
                @Override
                public void onResponse(Call<ResponseBody> call, Response<ResponseBody> response) {
                  try (ResponseBody body = response.body()) {
                    one.complete(body == null ? "none" : body.string());
                  } catch (IOException failure) {
                    one.complete(Facts.describe(failure));
                  }
                }

                @Override
                public void onFailure(Call<ResponseBody> call, Throwable failure) {
                  one.complete(Facts.describe(failure));
                }
              });
    }
    facts.state("first", all.get(0).get());
    int good = 0;
    for (CompletableFuture<String> one : all) {
      String text = one.get();
      if (text.startsWith("GET /items/")) {
        good++;
      } else {
        facts.state("bad", text);
      }
    }
    facts.state("good", good);
  }

  private static void futures(Api api, Facts facts) throws Exception {
    List<CompletableFuture<ResponseBody>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(api.future(i));
    }
    int good = 0;
    for (CompletableFuture<ResponseBody> one : all) {
      try (ResponseBody body = one.get()) {
        if (body.string().startsWith("GET /items/")) {
          good++;
        }
      } catch (ExecutionException failure) {
        facts.state("bad", Facts.describe(failure));
      }
    }
    facts.state("good", good);
    facts.ending("an error", () -> api.futureStatus(500).get());
  }

  private static void streaming(Api api, Facts facts) throws Exception {
    for (int i = 0; i < 10; i++) {
      ResponseBody body = api.large().execute().body();
      if (body == null) {
        throw new IllegalStateException("no body");
      }
      CompletableFuture<Integer> read =
          CompletableFuture.supplyAsync(
              () -> {
                try (body) {
                  return body.byteStream().readAllBytes().length;
                } catch (IOException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      try (ResponseBody meanwhile = api.item(i).execute().body()) {
        facts.state("meanwhile", meanwhile == null ? "none" : meanwhile.string());
      }
      facts.state("read", read.get());
    }
  }
}
