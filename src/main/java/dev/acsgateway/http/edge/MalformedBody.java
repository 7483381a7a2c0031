package dev.acsgateway.http.edge;

/** The body of a request breaks HTTP's rules, so that nobody knows where it ends. */
public final class MalformedBody extends RuntimeException {
  MalformedBody() {
    super("The body is not framed as HTTP/1.1 demands", null, false, false);
  }
}
