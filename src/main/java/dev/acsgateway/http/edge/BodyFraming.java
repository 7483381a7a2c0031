package dev.acsgateway.http.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Says of a body in HTTP/1.1 that cannot be decoded that it is a {@link MalformedBody}, and sends
 * the answer to it: Vert.x closes the connection at once, with what is written but not flushed.
 */
public final class BodyFraming extends ChannelDuplexHandler {
  /** The name of Vert.x's own handler in a channel's pipeline. */
  private static final String VERTX_HANDLER = "handler";

  private BodyFraming() {}

  /** Adds one to a new connection; HTTP/2 frames bodies itself. */
  public static void install(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server
        && server.channelHandlerContext().pipeline().get(VERTX_HANDLER) != null) {
      server
          .channelHandlerContext()
          .pipeline()
          .addBefore(VERTX_HANDLER, BodyFraming.class.getSimpleName(), new BodyFraming());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpContent content
        && !(message instanceof HttpRequest)
        && content.decoderResult().isFailure()) {
      content.setDecoderResult(DecoderResult.failure(new MalformedBody()));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    context.flush();
    var unused = context.close(promise);
  }
}
