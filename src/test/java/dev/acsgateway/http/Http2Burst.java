package dev.acsgateway.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/2 client over TLS on one connection that never makes the server wait: its windows take a
 * gibibyte, so that the server may write all answers at a time.
 */
final class Http2Burst implements AutoCloseable {
  private static final int WINDOW = 1 << 30;
  private static final int DEFAULT_WINDOW = 65_535;
  private static final long PATIENCE_SECONDS = 120;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel channel;

  Http2Burst(int port) throws Exception {
    SslContext tls =
        SslContextBuilder.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    "h2"))
            .build();
    channel =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    opened
                        .pipeline()
                        .addLast(
                            tls.newHandler(opened.alloc()),
                            codec(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                  }
                })
            .connect("127.0.0.1", port)
            .sync()
            .channel();
    channel.writeAndFlush(new DefaultHttp2WindowUpdateFrame(WINDOW - DEFAULT_WINDOW)).sync();
  }

  private static Http2FrameCodec codec() {
    return Http2FrameCodecBuilder.forClient()
        .initialSettings(
            Http2Settings.defaultSettings().initialWindowSize(WINDOW).pushEnabled(false))
        .build();
  }

  /** Sends the same request on so many streams at once, and returns how long each answer was. */
  List<Integer> send(int streams, Http2Headers headers, Optional<String> body) throws Exception {
    List<CompletableFuture<Integer>> lengths = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      CompletableFuture<Integer> length = new CompletableFuture<>();
      lengths.add(length);
      new Http2StreamChannelBootstrap(channel)
          .handler(new Answer(length))
          .open()
          .addListener(
              (Future<Http2StreamChannel> opened) -> write(opened.getNow(), headers, body));
    }
    channel.eventLoop().execute(channel::flush);
    List<Integer> received = new ArrayList<>();
    for (CompletableFuture<Integer> length : lengths) {
      received.add(length.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return received;
  }

  /** Sends a request without a body, and returns the status; 0 where the stream is reset. */
  int status(Http2Headers headers) throws Exception {
    CompletableFuture<Integer> length = new CompletableFuture<>();
    Answer answer = new Answer(length);
    Http2StreamChannel stream =
        new Http2StreamChannelBootstrap(channel).handler(answer).open().sync().getNow();
    stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true)).sync();
    return length
        .handle((received, reset) -> answer.status)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static void write(
      Http2StreamChannel stream, Http2Headers headers, Optional<String> body) {
    var unused = stream.write(new DefaultHttp2HeadersFrame(headers, body.isEmpty()));
    if (body.isPresent()) {
      ByteBuf bytes = Unpooled.copiedBuffer(body.get(), StandardCharsets.UTF_8);
      unused = stream.write(new DefaultHttp2DataFrame(bytes, true));
    }
    stream.flush();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Adds up the bytes of one answer; one that is cut off has none. */
  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Integer> length;
    private int received;
    private volatile int status;

    Answer(CompletableFuture<Integer> length) {
      this.length = length;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2DataFrame data) {
        received += data.content().readableBytes();
        complete(data.isEndStream());
      } else if (message instanceof Http2HeadersFrame head) {
        status = Integer.parseInt(head.headers().status().toString());
        complete(head.isEndStream());
      }
      ReferenceCountUtil.release(message);
    }

    private void complete(boolean last) {
      if (last) {
        length.complete(received);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      length.completeExceptionally(new IllegalStateException("The stream closed too early"));
    }
  }
}
