package dev.acsgateway.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that Kubernetes puts into a pod for each Service of its namespace, where the
 * Service's name begins with {@code acsgw-}: {@code ACSGW_REDIS_PORT=tcp://10.0.0.1:6379} is no
 * setting, whatever it looks like.
 */
final class ServiceLinks {
  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+");
  private static final Pattern PORT_NAME = Pattern.compile("(.+)_PORT(_[0-9]+_(TCP|UDP|SCTP))?");
  private static final Pattern OTHER_NAME =
      Pattern.compile(
          "(.+?)(_SERVICE_HOST|_SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|_PORT_[0-9]+_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR))");

  /** The Service's prefix of each variable. */
  private final Map<String, String> prefixes = new TreeMap<>();

  ServiceLinks(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ConfigReader.PREFIX.substring(0, ConfigReader.PREFIX.length() - 1))) {
            Matcher port = PORT_NAME.matcher(name);
            Matcher other = OTHER_NAME.matcher(name);
            if (port.matches() && ADDRESS.matcher(value).matches()) {
              prefixes.put(name, port.group(1));
            } else if (other.matches()) {
              prefixes.put(name, other.group(1));
            }
          }
        });
  }

  /** Returns whether Kubernetes set this variable. */
  boolean contain(String name) {
    return prefixes.containsKey(name);
  }

  /** Complains once of each Service, under the first of its variables. */
  void addProblem(ConfigReader reader) {
    Map<String, String> firsts = new TreeMap<>();
    prefixes.forEach((name, prefix) -> firsts.putIfAbsent(prefix, name));
    firsts.forEach(
        (prefix, first) ->
            reader.addProblem(
                first,
                "is a service link: Kubernetes sets %s_... for the Service %s. Set enableServiceLinks: false in the pod's spec, or give the Service a name that does not begin with acsgw"
                    .formatted(prefix, prefix.toLowerCase(Locale.ROOT).replace('_', '-'))));
  }
}
