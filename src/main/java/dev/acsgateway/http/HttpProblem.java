package dev.acsgateway.http;

/** Ends a request with a problem that is HTTP's own affair and no other room's. */
public final class HttpProblem extends RuntimeException {
  private final transient Problem problem;

  /**
   * @param detail what went wrong this time, in words fit for the client
   */
  public HttpProblem(ProblemType type, String detail) {
    this(Problem.of(type, detail));
  }

  HttpProblem(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
