package dev.acsgateway;

/** Start. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Object o = arguments;
    if (o instanceof String[] s && s.length > 0) {
      throw new IllegalStateException();
    }
  }
}
