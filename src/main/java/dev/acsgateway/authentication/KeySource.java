package dev.acsgateway.authentication;

import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.Future;
import java.time.Instant;

/** An issuer's public keys. Safe for use from any thread. */
interface KeySource {

  /**
   * The keys at one moment.
   *
   * @param verdictsUntil how long what they say of a token may be remembered
   * @param version changes when a key of an earlier moment is gone: what that said counts no more
   * @param fetch by which fetch they came
   */
  record Moment(IssuerKeys keys, Instant verdictsUntil, long version, long fetch) {}

  /** Returns the keys; fails with {@link IssuerUnavailable} when there are none to rely on. */
  Future<Moment> current();

  /**
   * Returns the keys after asking the issuer once more, if it has not been asked too often: for a
   * token that may be signed with a new key. Fails with {@link IssuerUnavailable} when that could
   * not be found out.
   *
   * @param seen the keys that were not enough
   */
  Future<Moment> newerThan(Moment seen);

  /** Returns the version of the keys that are used now. */
  long version();

  /** Returns a source of keys that never change. */
  static KeySource fixed(IssuerKeys keys) {
    Future<Moment> always = Future.succeededFuture(new Moment(keys, Instant.MAX, 0, 0));
    return new KeySource() {
      @Override
      public Future<Moment> current() {
        return always;
      }

      @Override
      public Future<Moment> newerThan(Moment seen) {
        return always;
      }

      @Override
      public long version() {
        return 0;
      }
    };
  }
}
