package dev.acsgateway.redis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that one server alone can serve: on Cluster and with Sentinels it is not run, and why. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnOneServer.Condition.class)
public @interface OnOneServer {
  /** Why there are not to be more. */
  String value();

  /** Looks at the topology that this run was started for. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      TestTopology topology = TestTopology.configured();
      return context
          .getElement()
          .map(test -> test.getAnnotation(OnOneServer.class))
          .filter(needed -> topology != TestTopology.STANDALONE)
          .map(
              needed ->
                  ConditionEvaluationResult.disabled(
                      "not run on " + topology.mode() + ": " + needed.value()))
          .orElseGet(() -> ConditionEvaluationResult.enabled("runs on " + topology.mode()));
    }
  }
}
