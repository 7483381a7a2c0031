package dev.acsgateway.identity;

import dev.acsgateway.failure.WrongResource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the identities of two ACS resources apart. Before the first call, the endpoint must be
 * known to lead to the ledger's resource: one that is new to a bound ledger is asked, by making an
 * identity and deleting it. After that, every identity that ACS makes is looked at.
 */
public final class ResourceGuard {
  private static final Logger log = LoggerFactory.getLogger(ResourceGuard.class);

  /** Belongs to no context, so whoever asks stays on its own. */
  private static final Future<Void> KNOWN = Future.succeededFuture();

  private final IdentityClient client;
  private final ResourceBinding binding;
  private final String endpoint;
  private final ResourceChange change;
  private final AtomicReference<@Nullable Future<Void>> verification = new AtomicReference<>();
  private volatile Optional<AcsResourceId> bound = Optional.empty();

  /**
   * @param client asks ACS
   * @param endpoint where ACS is: a host with its port
   * @param change what to do when the ledger belongs to another resource
   */
  public ResourceGuard(
      IdentityClient client, ResourceBinding binding, String endpoint, ResourceChange change) {
    this.client = client;
    this.binding = binding;
    this.endpoint = endpoint;
    this.change = change;
  }

  /**
   * Completes once it is known that the endpoint leads to the ledger's resource, or that the ledger
   * is bound to none; the former is remembered, the latter may change. Fails with {@link
   * WrongResource}, or as the two ports do while nobody can tell. Completes on the caller's
   * context.
   */
  public Future<Void> verified() {
    Future<Void> running = verification.get();
    if (running != null) {
      return running.equals(KNOWN) ? KNOWN : onCallersContext(running);
    }
    Future<Void> started = verify();
    verification.compareAndSet(null, started);
    return started.onComplete(
        result -> {
          boolean toBeAskedAgain = result.failed() || bound.isEmpty();
          verification.compareAndSet(started, toBeAskedAgain ? null : KNOWN);
        });
  }

  /** What one caller began must not draw the others over to its event loop and its request. */
  private static Future<Void> onCallersContext(Future<Void> shared) {
    @Nullable Context context = Vertx.currentContext();
    if (context == null) {
      return shared;
    }
    Promise<Void> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(now -> own.handle(result)));
    return own.future();
  }

  /**
   * Completes unless this is known to be another resource. That is enough for what another resource
   * would refuse without harm.
   */
  Future<Void> notRefused() {
    return verified().recover(e -> e instanceof WrongResource ? fail(e) : Future.succeededFuture());
  }

  private Future<Void> verify() {
    return binding
        .know(endpoint)
        .compose(
            known -> {
              bound = known.bound();
              boolean asked = change == ResourceChange.ADOPT;
              return !asked && (bound.isEmpty() || bound.equals(known.atEndpoint()))
                  ? Future.succeededFuture()
                  : ask().compose(found -> settle(found));
            });
  }

  /** ACS has no question for it, but names its resource in every identity. */
  private Future<Optional<AcsResourceId>> ask() {
    return client.create().compose(made -> drop(made).map(AcsResourceId.of(made)));
  }

  private Future<Void> settle(Optional<AcsResourceId> found) {
    if (found.isEmpty()) {
      log.warn("ACS identities do not tell their resource any more; it cannot be checked");
      return Future.succeededFuture();
    }
    AcsResourceId resource = found.get();
    if (bound.isEmpty() || bound.equals(found)) {
      return bind(resource);
    }
    return change == ResourceChange.ADOPT
        ? adopt(resource)
        : Future.failedFuture(wrong(resource, bound.get()));
  }

  private Future<Void> adopt(AcsResourceId resource) {
    return binding
        .adopt(resource, endpoint)
        .onSuccess(
            forgotten -> {
              log.warn(
                  "Adopted the ACS resource {}: {} identities of other resources are forgotten",
                  resource.value(),
                  forgotten);
              bound = Optional.of(resource);
            })
        .mapEmpty();
  }

  /**
   * Makes sure that an identity which ACS just made is one of the ledger's resource. One that is
   * not is deleted again; then this fails with {@link WrongResource}.
   */
  Future<Void> confirm(Identity made) {
    Optional<AcsResourceId> resource = AcsResourceId.of(made);
    return resource.isEmpty() || resource.equals(bound)
        ? Future.succeededFuture()
        : bind(resource.get())
            .recover(
                e -> e instanceof WrongResource ? drop(made).compose(gone -> fail(e)) : fail(e));
  }

  private Future<Void> bind(AcsResourceId resource) {
    return binding
        .bind(resource, Optional.of(endpoint))
        .compose(
            now -> {
              bound = Optional.of(now);
              if (!now.equals(resource)) {
                return fail(wrong(resource, now));
              }
              verification.set(KNOWN);
              return Future.succeededFuture();
            });
  }

  private static Future<Void> fail(Throwable e) {
    return Future.failedFuture(e);
  }

  /** No user ever saw this identity. */
  private Future<Void> drop(Identity made) {
    return client
        .delete(made)
        .recover(
            e -> {
              log.warn("The identity {} is left over at ACS: {}", made.id(), e.getMessage());
              return Future.succeededFuture();
            });
  }

  private WrongResource wrong(AcsResourceId found, AcsResourceId wanted) {
    return new WrongResource(
        "The ledger in Redis belongs to the ACS resource "
            + wanted.value()
            + ", but "
            + endpoint
            + " is the resource "
            + found.value()
            + "; name another Redis, or let go of the old identities with --adopt-resource");
  }
}
