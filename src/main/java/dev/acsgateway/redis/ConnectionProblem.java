package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.redis.client.impl.types.ErrorType;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Explains a failed connection: what happened, why, and which setting to look at. Redis's own words
 * are quoted only where they hold no credential.
 */
final class ConnectionProblem {
  private static final int LONGEST_QUOTE = 200;
  private static final String SILENT =
      "does not answer in time. Check the network, and redis.url: rediss:// is for a port with TLS,"
          + " redis:// for one without.";

  private ConnectionProblem() {}

  /** One sentence or two about the server, for logs and for operators. */
  static String of(String server, Throwable failure) {
    return "Redis at " + server + " " + explain(failure);
  }

  private static String explain(Throwable failure) {
    if (failure instanceof StoreUnavailable unavailable) {
      return "is unavailable: " + unavailable.reason() + ".";
    }
    Throwable cause = root(failure);
    return refusal(failure)
        .or(() -> tls(failure))
        .orElseGet(
            () ->
                switch (cause) {
                  case UnknownHostException unknown ->
                      "has a host name that is unknown here. Check redis.url.";
                  case ConnectException refused ->
                      "accepts no connection ("
                          + quoted(refused.getMessage())
                          + "). Check redis.url, and whether Redis runs.";
                  case TimeoutException late -> SILENT;
                  default -> other(cause);
                });
  }

  private static String other(Throwable cause) {
    String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (words.contains("connection closed") || words.contains("connection reset")) {
      return "closed the connection at once. If it speaks TLS, use rediss:// in redis.url; if it"
          + " demands a client certificate, set redis.client-certificate and redis.client-key.";
    }
    if (words.contains("timed out") || words.contains("timeout")) {
      return SILENT;
    }
    return "cannot be used: " + quoted(cause.getMessage()) + ".";
  }

  /** What Redis itself said. */
  private static Optional<String> refusal(Throwable failure) {
    if (!(failure instanceof ErrorType error)) {
      return Optional.empty();
    }
    String words = String.valueOf(error.getMessage());
    String code = words.split(" ", 2)[0];
    return Optional.of(
        switch (code) {
          case "WRONGPASS" ->
              "refused the user name or the password (WRONGPASS). Check redis.username and"
                  + " redis.password.";
          case "NOAUTH" -> "demands a password (NOAUTH). Set redis.password.";
          case "NOPERM" ->
              "does not let its user do what the gateway needs ("
                  + quoted(words)
                  + "). Extend the ACL of redis.username.";
          case "LOADING" -> "is loading its data (LOADING); waiting until it has.";
          case "DENIED" -> "runs in protected mode and refuses this host (DENIED).";
          case "MOVED" ->
              "is a node of a cluster (MOVED), but redis.mode is not cluster. Set redis.mode:"
                  + " cluster.";
          case "CLUSTERDOWN" ->
              "is a node of a cluster that does not serve all slots (CLUSTERDOWN).";
          case "READONLY", "MASTERDOWN" ->
              "is a replica and takes no writes (" + code + "). Check redis.url.";
          default -> ofUnknownCode(words);
        });
  }

  private static String ofUnknownCode(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("can't publish to the channel")) {
      return "does not let its user publish changes (NOPERM). Add &"
          + Keyspace.NOTES
          + " to the ACL of redis.username.";
    }
    if (lower.contains("cluster support disabled")) {
      return "is not part of a cluster, but redis.mode is cluster. Set redis.mode: standalone.";
    }
    if (lower.contains("unknown command") && lower.contains("sentinel")) {
      return "is no Sentinel, but redis.mode is sentinel. Check redis.url and redis.mode.";
    }
    if (lower.contains("invalid password") || lower.contains("without any password")) {
      return "refused the password. Check redis.username and redis.password.";
    }
    if (lower.contains("max number of clients")) {
      return "has no room for another client. Raise its maxclients.";
    }
    return "refused the gateway: " + quoted(words) + ".";
  }

  private static Optional<String> tls(Throwable failure) {
    if (find(failure, CertificateExpiredException.class).isPresent()) {
      return Optional.of("has a TLS certificate that has expired. Renew the server's certificate.");
    }
    if (find(failure, CertificateNotYetValidException.class).isPresent()) {
      return Optional.of("has a TLS certificate that is not valid yet. Check the clocks.");
    }
    if (find(failure, SSLException.class).isEmpty()) {
      return Optional.empty();
    }
    String words =
        String.join(" ", chain(failure).map(it -> String.valueOf(it.getMessage())).toList())
            .toLowerCase(Locale.ROOT);
    if (words.contains("no subject alternative") || words.contains("no name matching")) {
      return Optional.of(
          "has a TLS certificate for other names. Use one of its names in redis.url; nodes of a"
              + " cluster behind one name need redis.cluster-nodes: same-host.");
    }
    if (words.contains("unable to find valid certification path")
        || words.contains("path validation")
        || words.contains("trust anchor")) {
      return Optional.of(
          "has a TLS certificate of an authority that is not trusted here. Set"
              + " redis.trust-certificate.");
    }
    if (words.contains("certificate_required")
        || words.contains("bad_certificate")
        || words.contains("certificate_unknown")
        || words.contains("unknown_ca")) {
      return Optional.of(
          "refused the client certificate, or got none. Check redis.client-certificate and"
              + " redis.client-key.");
    }
    if (words.contains("not an ssl/tls record") || words.contains("plaintext")) {
      return Optional.of("does not speak TLS. Use redis:// in redis.url, or its TLS port.");
    }
    return Optional.of("failed the TLS handshake: " + quoted(root(failure).getMessage()) + ".");
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Throwable root(Throwable failure) {
    return chain(failure).reduce(failure, (outer, inner) -> inner);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause).limit(20);
  }

  private static String quoted(@Nullable String words) {
    String line = String.valueOf(words).replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
  }
}
