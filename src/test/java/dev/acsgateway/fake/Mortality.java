package dev.acsgateway.fake;

import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A node that may be killed at any step. A step is a call of a port. Whatever a dead node asks for
 * is not sent: it fails with {@link Killed}, so that no thread of the node is left behind.
 */
public final class Mortality {
  private final List<String> steps = new ArrayList<>();
  private int fatalStep = -1;
  private boolean sentBeforeDeath;
  private String hookedStep = "";
  private Runnable hook = () -> {};
  private boolean dead;

  /** Why a dead node gets no answer. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed() {
      super("the node was killed", null, false, false);
    }
  }

  /** Kills the node at a step, counted from 0. */
  public void killAt(int step, boolean sent) {
    fatalStep = step;
    sentBeforeDeath = sent;
  }

  /** Does something else just before the first step of this name. */
  public void before(String step, Runnable action) {
    hookedStep = step;
    hook = action;
  }

  /** The steps so far, by name. */
  public synchronized List<String> steps() {
    return List.copyOf(steps);
  }

  /** The port as this node uses it; every method returns a future. */
  public <T> T port(Class<T> port, T target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> step(target, method, arguments)));
  }

  private Object step(Object target, Method method, Object[] arguments) throws Throwable {
    Runnable action = () -> {};
    boolean fatal;
    synchronized (this) {
      if (dead) {
        return Future.failedFuture(new Killed());
      }
      if (method.getName().equals(hookedStep)) {
        action = hook;
        hookedStep = "";
      }
      fatal = steps.size() == fatalStep;
      steps.add(method.getName());
      dead = fatal;
    }
    action.run();
    Object answer =
        !fatal || sentBeforeDeath ? call(target, method, arguments) : Future.succeededFuture();
    return fatal ? Future.failedFuture(new Killed()) : answer;
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      method.setAccessible(true);
      return Objects.requireNonNull(method.invoke(target, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
