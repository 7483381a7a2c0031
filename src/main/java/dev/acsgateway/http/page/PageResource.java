package dev.acsgateway.http.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file of a page, read when it is asked for first. Serves all event loops. */
final class PageResource {
  private final String resource;
  private final String mediaType;
  private volatile @Nullable PageFile file;

  /**
   * @param resource where it is on the class path
   */
  PageResource(String resource) {
    this.resource = resource;
    this.mediaType = mediaType(resource);
  }

  String mediaType() {
    return mediaType;
  }

  Future<PageFile> load(Vertx vertx) {
    PageFile known = file;
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return vertx.executeBlocking(this::read).map(Objects::requireNonNull);
  }

  private synchronized PageFile read() {
    PageFile known = file;
    if (known == null) {
      known = PageFile.read(resource);
      file = known;
    }
    return known;
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "txt" -> "text/plain; charset=utf-8";
      case "png" -> "image/png";
      default -> throw new IllegalArgumentException("No media type for " + name);
    };
  }
}
