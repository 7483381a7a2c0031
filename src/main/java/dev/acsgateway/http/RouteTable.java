package dev.acsgateway.http;

import java.util.List;

/** What a listener answers: all its routes, each with who may use it. */
public sealed interface RouteTable permits ApiRoutes, AdminRoutes {
  List<Route> table();

  /** Whether there are answers that are written for longer than a connection may be silent. */
  boolean hasLongAnswers();
}
