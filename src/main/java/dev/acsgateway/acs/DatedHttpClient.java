package dev.acsgateway.acs;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tells of the {@code Date} of each answer, by which ACS shows its clock. */
record DatedHttpClient(HttpClient client, Consumer<Instant> dates) implements HttpClient {

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return client.send(request).doOnNext(this::tell);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client.send(request, context).doOnNext(this::tell);
  }

  /** One that cannot be read tells nothing. */
  private void tell(HttpResponse response) {
    @Nullable String date = response.getHeaderValue(HttpHeaderName.DATE);
    if (date == null) {
      return;
    }
    Instant there;
    try {
      there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException unreadable) {
      return;
    }
    dates.accept(there);
  }
}
