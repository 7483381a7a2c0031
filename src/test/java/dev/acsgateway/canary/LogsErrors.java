package dev.acsgateway.canary;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what a test makes the code log as an error, or with a stack trace. Such lines do not
 * appear on the console. Any other one fails the test, see {@link ErrorLog}. What a test method
 * declares must be logged; what a class declares may be.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface LogsErrors {
  /**
   * Returns regular expressions, each of which is looked for in {@code Logger: message} with the
   * logger's simple name, followed by each exception of the event.
   */
  String[] value();
}
