package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.identity.TokenScope;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Things that a setting may name.
 *
 * @param all every one of them
 * @param name what each is called
 */
record Choice<E extends Enum<E>>(List<E> all, Function<E, String> name) {
  static final Choice<TokenScope> SCOPES =
      new Choice<>(List.of(TokenScope.values()), TokenScope::value);
  static final Choice<Permission> PERMISSIONS =
      new Choice<>(List.of(Permission.values()), Permission::value);

  List<String> names() {
    return all.stream().map(name).toList();
  }

  /** Those that the setting names: at least one, and nothing else. */
  static <E extends Enum<E>> Set<E> of(
      ConfigNode node, String key, List<String> defaults, Choice<E> choice) {
    List<String> names = node.texts(key, defaults);
    Set<E> chosen =
        choice.all.stream()
            .filter(each -> names.contains(choice.name.apply(each)))
            .collect(Collectors.toSet());
    if (names.isEmpty() || chosen.size() < Set.copyOf(names).size()) {
      node.addProblem(
          key,
          "must hold at least one of " + String.join(", ", choice.names()) + ", and nothing else");
    }
    return chosen;
  }
}
