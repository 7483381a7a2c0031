package dev.acsgateway.http.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the streams of an HTTP/2 connection and the connection of one mind about whether it is
 * writable. Vert.x 5.0 keeps an answer back until the flow controller notifies its stream; two
 * things keep that notification from coming, and the answer is then never sent:
 *
 * <ul>
 *   <li>Vert.x writes inside a notification and has the controller write at once, which changes the
 *       state of streams that are still to be notified. Such writes are put off until all are.
 *   <li>With TLS, a channel is unwritable before it says so. A stream that opens meanwhile is not
 *       writable, but the controller sees no change when the channel is writable again. It is asked
 *       to look at the channel before each step.
 * </ul>
 *
 * <p>Of one connection, and to be used on its event loop only.
 */
public final class OrderlyFlowController implements Http2RemoteFlowController {
  private final Http2RemoteFlowController controller;
  private final Http2ConnectionHandler handler;
  private boolean busy;
  private boolean writeDue;

  private OrderlyFlowController(
      Http2RemoteFlowController controller, Http2ConnectionHandler handler) {
    this.controller = controller;
    this.handler = handler;
  }

  /** Puts one in front of the flow controller of a new connection; HTTP/1 has none. */
  public static void install(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server) {
      @Nullable Http2ConnectionHandler handler =
          server.channelHandlerContext().pipeline().get(Http2ConnectionHandler.class);
      if (handler != null) {
        handler
            .connection()
            .remote()
            .flowController(new OrderlyFlowController(handler.encoder().flowController(), handler));
      }
    }
  }

  /** What the controller does, and may notify streams of. */
  @FunctionalInterface
  private interface Step {
    void run() throws Http2Exception;
  }

  private void take(Step step) throws Http2Exception {
    if (busy) {
      step.run();
      return;
    }
    busy = true;
    try {
      controller.channelWritabilityChanged();
      step.run();
    } finally {
      busy = false;
    }
    if (writeDue) {
      writeDue = false;
      handler.flush(channelHandlerContext());
    }
  }

  /** The same where no exception can pass; the controller does not throw for a step like these. */
  private void takeUnchecked(Step step) {
    try {
      take(step);
    } catch (Http2Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void writePendingBytes() throws Http2Exception {
    if (busy) {
      writeDue = true;
    } else {
      take(controller::writePendingBytes);
    }
  }

  @Override
  public void channelWritabilityChanged() throws Http2Exception {
    take(controller::channelWritabilityChanged);
  }

  @Override
  public void initialWindowSize(int size) throws Http2Exception {
    take(() -> controller.initialWindowSize(size));
  }

  @Override
  public void incrementWindowSize(Http2Stream stream, int delta) throws Http2Exception {
    take(() -> controller.incrementWindowSize(stream, delta));
  }

  @Override
  public void addFlowControlled(Http2Stream stream, FlowControlled payload) {
    takeUnchecked(() -> controller.addFlowControlled(stream, payload));
  }

  /** Asked by Vert.x when a stream opens, too. */
  @Override
  public boolean isWritable(Http2Stream stream) {
    takeUnchecked(() -> {});
    return controller.isWritable(stream);
  }

  @Override
  public void channelHandlerContext(ChannelHandlerContext context) throws Http2Exception {
    controller.channelHandlerContext(context);
  }

  @Override
  public ChannelHandlerContext channelHandlerContext() {
    return controller.channelHandlerContext();
  }

  @Override
  public boolean hasFlowControlled(Http2Stream stream) {
    return controller.hasFlowControlled(stream);
  }

  @Override
  public void listener(Listener listener) {
    controller.listener(listener);
  }

  @Override
  public void updateDependencyTree(int child, int parent, short weight, boolean exclusive) {
    controller.updateDependencyTree(child, parent, weight, exclusive);
  }

  @Override
  public int initialWindowSize() {
    return controller.initialWindowSize();
  }

  @Override
  public int windowSize(Http2Stream stream) {
    return controller.windowSize(stream);
  }
}
