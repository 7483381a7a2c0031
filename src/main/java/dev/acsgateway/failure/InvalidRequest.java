package dev.acsgateway.failure;

/** The request breaks the contract; repeating it unchanged cannot help. */
public final class InvalidRequest extends Failure {
  private final String field;

  /**
   * @param field the offending field, header or parameter, for example {@code scopes}
   * @param detail what is wrong with it and what is allowed
   */
  public InvalidRequest(String field, String detail) {
    super(detail);
    this.field = field;
  }

  /** The offending field, header or parameter. */
  public String field() {
    return field;
  }
}
