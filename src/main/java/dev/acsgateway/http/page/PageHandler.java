package dev.acsgateway.http.page;

import dev.acsgateway.http.HttpProblem;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.ProblemType;
import dev.acsgateway.http.StreamedContent;
import dev.acsgateway.http.edge.Vary;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a file of a page: asked anew each time, but sent again only when it has changed.
 *
 * @param policy the content security policy
 * @param index the file that stands for the page
 * @param files every other one, by name
 */
record PageHandler(String policy, PageResource index, Map<String, PageResource> files)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    Optional<PageResource> asked =
        Optional.ofNullable(context.pathParam("file"))
            .map(name -> Optional.ofNullable(files.get(name)))
            .orElse(Optional.of(index));
    asked.ifPresentOrElse(
        resource ->
            JsonAnswer.when(
                resource.load(context.vertx()),
                context,
                file -> send(context, resource.mediaType(), file)),
        () -> context.fail(404));
  }

  private void send(RoutingContext context, String mediaType, PageFile file) {
    HttpServerResponse response = context.response();
    Vary.add(response, HttpHeaders.ACCEPT_ENCODING);
    AcceptEncoding accepted =
        new AcceptEncoding(context.request().headers().getAll(HttpHeaders.ACCEPT_ENCODING));
    if (!accepted.prefersGzip() && !accepted.acceptsIdentity()) {
      throw new HttpProblem(
          ProblemType.NOT_ACCEPTABLE, "This file is sent with gzip or without a coding only.");
    }
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.ETAG, file.tag())
        .putHeader("Content-Security-Policy", policy)
        .putHeader("Referrer-Policy", "no-referrer");
    if (says(context, HttpHeaders.IF_NONE_MATCH, file.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
    if (accepted.prefersGzip()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      StreamedContent.end(context, file.gzip());
    } else {
      StreamedContent.end(context, file.plain());
    }
  }

  private static boolean says(RoutingContext context, CharSequence header, String text) {
    @Nullable String value = context.request().getHeader(header);
    return value != null && value.contains(text);
  }
}
