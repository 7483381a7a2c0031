package dev.acsgateway.identity;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The one access key of ACS that all nodes make tokens with. */
public interface ActiveAccessKeyStore {

  /** What this node knows, which is what all know but for moments. Never blocks. */
  ActiveAccessKey known();

  /**
   * Whether the key in use may have changed in a way that this node has not read yet. Until it has,
   * nothing may be served that a change could forbid. Never blocks.
   */
  boolean isUnread();

  /**
   * Completes once {@link #known} is no older than this call, at once where it is; on the caller's
   * context. Fails with {@link StoreUnavailable} while {@link #isUnread} and the store does not
   * answer. A node that is cut off from the news and from the store goes on with what it knows.
   */
  Future<Void> catchUp();

  /**
   * The fingerprint of the key that this node makes tokens with: the one in use, or its own first
   * one while it does not have that or cannot ask.
   */
  String signing();

  /** Fingerprints of the keys that this node has, the one to begin with first. */
  List<String> owned();

  /**
   * Gives this node other keys. Once it has been settled, it settles again, and fails likewise;
   * then it has the keys all the same.
   *
   * @param fingerprints of all its keys from now on, the one to begin with first
   */
  Future<Void> own(List<String> fingerprints);

  /**
   * Makes sure that a key of this node is in use: its first one if there is none yet, or if the one
   * in use is not among its own. To be called once, when it is clear that this node may change what
   * all share. Fails with {@link StoreUnavailable}.
   */
  Future<Void> settle();

  /**
   * Puts another key in use. Completes once every node that hears of changes has read it, and no
   * other node goes on with what it knew unless it is cut off from the store. Fails with {@link
   * StoreUnavailable}; then the key may be in use all the same, and a repeat is safe.
   *
   * @param dropFrom from when on tokens made with the former key are no longer served
   */
  Future<ActiveAccessKey> use(String fingerprint, Instant dropFrom);

  /** Tells of every change, whichever node made it. */
  void onChange(Runnable listener);
}
