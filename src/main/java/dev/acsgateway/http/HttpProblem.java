package dev.acsgateway.http;

/** Ends a request with a problem that is HTTP's own affair and no other room's. */
public final class HttpProblem extends RuntimeException {
  private final transient Problem problem;

  /**
   * @param detail what went wrong this time, in words fit for the client
   */
  public HttpProblem(ProblemType type, String detail) {
    super(detail, null, false, false);
    this.problem = Problem.of(type, detail);
  }

  Problem problem() {
    return problem;
  }
}
