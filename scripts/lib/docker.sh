# shellcheck shell=bash
# A Docker engine and a Redis image for the tests, where this machine can have them. Nothing here fails:
# what is missing is said in a line, and the tests fall back to the Redis binary that embedded-redis carries.

DOCKERD_PID=""
REDIS_TEST_IMAGE=""

docker_answers() {
  command -v docker >/dev/null 2>&1 && timeout 10 docker version >/dev/null 2>&1
}

# Makes a Docker engine answer: the one that runs, or one started here until stop_docker.
start_docker() {
  if docker_answers; then
    say "Docker: an engine answers already"
    return
  fi
  if [ "$(id -u)" != 0 ]; then
    say "Docker: no engine answers, and only root can start one here"
    return
  fi
  install_packages dockerd docker.io
  if ! command -v dockerd >/dev/null 2>&1; then
    say "Docker: no engine answers, and none could be installed"
    return
  fi
  local log="$1"
  # In a session of its own, so that Ctrl-C reaches the tests first; stop_docker ends it.
  setsid dockerd --storage-driver=vfs >"$log" 2>&1 &
  DOCKERD_PID=$!
  for _ in $(seq 30); do
    if docker_answers; then
      say "Docker: started an engine for this run, log in $log"
      return
    fi
    kill -0 "$DOCKERD_PID" 2>/dev/null || break
    sleep 1
  done
  say "Docker: the engine does not start on this machine, see $log"
  stop_docker
}

# Ends the engine that start_docker started, if it did.
stop_docker() {
  [ -n "$DOCKERD_PID" ] || return 0
  kill "$DOCKERD_PID" 2>/dev/null || true
  for _ in $(seq 20); do
    kill -0 "$DOCKERD_PID" 2>/dev/null || break
    sleep 0.5
  done
  DOCKERD_PID=""
}

# Sets REDIS_TEST_IMAGE to an image that is here: the official one, or one made from the installed binary.
find_redis_image() {
  docker_answers || return 0
  local official=redis:7-alpine made=acs-token-gateway-redis-test
  if docker image inspect "$official" >/dev/null 2>&1 || timeout 60 docker pull -q "$official" >/dev/null 2>&1; then
    REDIS_TEST_IMAGE="$official"
  elif docker image inspect "$made" >/dev/null 2>&1; then
    REDIS_TEST_IMAGE="$made"
  else
    install_packages redis-server redis-server
    if scripts/redis-image "$made"; then
      REDIS_TEST_IMAGE="$made"
    else
      say "Docker: no Redis image can be pulled or made"
      return
    fi
  fi
  say "Docker: Redis image $REDIS_TEST_IMAGE"
}

# Holds conf/compose.yaml against the Compose Specification, with the Compose that is here; fails when it does not hold.
check_compose() {
  local file=conf/compose.yaml
  docker compose version >/dev/null 2>&1 || install_packages docker-compose docker-compose
  if docker compose version >/dev/null 2>&1; then
    docker compose -f "$file" config -q || fail "$file is no valid Compose file"
  elif command -v docker-compose >/dev/null 2>&1; then
    # The first Compose does not know that a project may have a name.
    sed '/^name:/d' "$file" | docker-compose --project-directory conf -f - config -q || fail "$file is no valid Compose file"
  else
    say "Compose: $file is not checked, since no Compose is here and none could be installed"
    return 0
  fi
  say "Compose: $file is valid"
}
