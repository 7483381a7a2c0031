package dev.acsgateway;

import dev.acsgateway.acs.AcsConfig;
import dev.acsgateway.acs.ResilienceConfig;
import dev.acsgateway.acs.SdkIdentityClient;
import dev.acsgateway.audit.AuditConfig;
import dev.acsgateway.authentication.AuthenticationConfig;
import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Host;
import dev.acsgateway.http.AdminConfig;
import dev.acsgateway.http.ApiConfig;
import dev.acsgateway.http.LimitsConfig;
import dev.acsgateway.http.ListenerConfig;
import dev.acsgateway.quota.LaneConfig;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.redis.RedisConfig;
import dev.acsgateway.telemetry.LogConfig;
import dev.acsgateway.telemetry.TracingConfig;
import dev.acsgateway.token.TokenConfig;
import java.time.Duration;
import java.util.Comparator;

/**
 * The whole configuration; each section is the affair of the room it configures.
 *
 * @param api the listener for frontends and backends
 * @param admin the listener for operators
 * @param authentication who is let in
 * @param limits how fast
 * @param acs how ACS is reached
 * @param resilience when calls to ACS are repeated, and when they are not made at all
 * @param quota how many calls ACS takes and who gets them
 * @param redis where the shared state is
 * @param token how long tokens are served
 * @param cleanup how clean-up jobs are worked off
 * @param audit how much of the audit trail is kept
 * @param log what is logged
 * @param tracing whether requests are followed, and where to that is told
 * @param reload how a change of all this is noticed
 */
public record GatewayConfig(
    ApiConfig api,
    AdminConfig admin,
    AuthenticationConfig authentication,
    LimitsConfig limits,
    AcsConfig acs,
    ResilienceConfig resilience,
    QuotaConfig quota,
    RedisConfig redis,
    TokenConfig token,
    CleanupConfig cleanup,
    AuditConfig audit,
    LogConfig log,
    TracingConfig tracing,
    ReloadConfig reload) {

  /** Reads the root of a configuration. */
  public static GatewayConfig from(ConfigNode root) {
    ConfigNode acs = root.section("acs");
    GatewayConfig config =
        new GatewayConfig(
            ApiConfig.from(root.section("api")),
            AdminConfig.from(root.section("admin")),
            AuthenticationConfig.from(root.section("authentication")),
            LimitsConfig.from(root.section("limits")),
            AcsConfig.from(acs),
            ResilienceConfig.from(acs),
            QuotaConfig.from(root.section("quota")),
            RedisConfig.from(root.section("redis")),
            TokenConfig.from(root.section("token")),
            CleanupConfig.from(root.section("cleanup")),
            AuditConfig.from(root.section("audit")),
            LogConfig.from(root.section("log")),
            TracingConfig.from(root.section("tracing")),
            ReloadConfig.from(root.section("reload")));
    complainOfSharedPort(root, config.api().listener(), config.admin().listener());
    if (config.redis().endpoints().entra().isPresent() && !SdkIdentityClient.takesEntraId()) {
      root.addProblem("redis.credential", "is not supported by the ACS SDK in this build");
    }
    Duration longestCall = config.longestCall();
    if (config.redis().flight().compareTo(longestCall) <= 0) {
      root.addProblem(
          "redis.flight",
          "must be longer than acs.retry.patience, quota.lanes.*.max-wait and acs.timeout together,"
              + " or flights are taken over while they are under way");
    }
    return config;
  }

  /** Listeners on one address would be one server, which has the routes of both. */
  private static void complainOfSharedPort(
      ConfigNode root, ListenerConfig api, ListenerConfig admin) {
    Host apiHost = Host.parse(api.host());
    Host adminHost = Host.parse(admin.host());
    boolean overlap =
        apiHost.isEveryAddress()
            || adminHost.isEveryAddress()
            || apiHost.equals(adminHost)
            || (apiHost.isLoopback()
                && adminHost.isLoopback()
                && (apiHost.isName() || adminHost.isName()));
    if (overlap && api.port() != 0 && api.port() == admin.port()) {
      root.addProblem(
          "admin.port",
          "is that of the API as well, on %s and %s; give the admin listener a port of its own"
              .formatted(api.host(), admin.host()));
    }
  }

  /** From the wish to call ACS to the last moment at which its answer may come. */
  private Duration longestCall() {
    Duration longestWait =
        quota.lanes().values().stream()
            .map(LaneConfig::maxWait)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return resilience.retry().patience().plus(longestWait).plus(acs.timeout());
  }
}
