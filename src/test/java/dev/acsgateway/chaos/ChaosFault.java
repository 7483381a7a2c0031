package dev.acsgateway.chaos;

import java.time.Duration;

/** Something that goes wrong for a while. */
sealed interface ChaosFault {

  /** How long it lasts before it is mended. */
  Duration length();

  /** What can be disturbed by one at a time. */
  String place();

  /** Whether that node has no Redis that takes its writes while this lasts. */
  default boolean keepsRedisFrom(int node) {
    return false;
  }

  /** Whether that node cannot answer while this lasts. */
  default boolean silences(int node) {
    return false;
  }

  /**
   * A node is killed (SIGKILL) and started again.
   *
   * @param offset how far its clock is ahead from then on
   */
  record NodeKilled(int node, Duration length, Duration offset) implements ChaosFault {
    @Override
    public String place() {
      return "node " + node;
    }

    @Override
    public boolean silences(int any) {
      return any == node;
    }
  }

  /** A node stands still (SIGSTOP) and goes on as if nothing had been. */
  record NodePaused(int node, Duration length) implements ChaosFault {
    @Override
    public String place() {
      return "node " + node;
    }

    @Override
    public boolean silences(int any) {
      return any == node;
    }
  }

  /**
   * The line between one node and Redis is down.
   *
   * @param silent whether connections stay open while nothing comes through, or are closed
   */
  record LineDown(int node, Duration length, boolean silent) implements ChaosFault {
    @Override
    public String place() {
      return "line " + node;
    }

    @Override
    public boolean keepsRedisFrom(int any) {
      return any == node;
    }
  }

  /**
   * Redis is down for everybody.
   *
   * @param killed whether it is killed (SIGKILL) and started again, or stands still (SIGSTOP)
   */
  record RedisDown(Duration length, boolean killed) implements ChaosFault {
    @Override
    public String place() {
      return "Redis";
    }

    @Override
    public boolean keepsRedisFrom(int any) {
      return true;
    }
  }

  /**
   * Redis is killed (SIGKILL) and its replica takes its place. Until it has a replica itself, what
   * must outlive it is refused.
   *
   * @param length until the old one comes back as the new one's replica
   * @param election the part of that in which there is none
   */
  record RedisFailsOver(Duration length, Duration election) implements ChaosFault {
    @Override
    public String place() {
      return "Redis";
    }

    @Override
    public boolean keepsRedisFrom(int any) {
      return true;
    }
  }

  /**
   * A node is cut off while the access key is rotated at another one; when its line is back, its
   * subscription is before its commands.
   *
   * @param rotator rotates
   */
  record RotationMissed(int node, int rotator, Duration length) implements ChaosFault {
    @Override
    public String place() {
      return "line " + node;
    }

    @Override
    public boolean keepsRedisFrom(int any) {
      return any == node;
    }
  }

  /** Redis is full: it answers, and refuses what needs memory ({@code OOM}). */
  record RedisFull(Duration length) implements ChaosFault {
    @Override
    public String place() {
      return "Redis";
    }

    @Override
    public boolean keepsRedisFrom(int node) {
      return true;
    }
  }

  /** ACS is not what it should be. */
  record AcsSpoiled(Trouble trouble, Duration length) implements ChaosFault {
    @Override
    public String place() {
      return "ACS";
    }
  }

  /** What ACS does. */
  enum Trouble {
    /** Most calls are answered with 429. */
    THROTTLES,
    /** Most calls are answered with 500. */
    FAILS,
    /** Nothing is answered. */
    HANGS,
    /** Connections are closed instead of an answer. */
    RESETS,
    /** What was asked for is done, and the connection closed. */
    LOSES_ANSWERS,
    /** What was asked for is done, and the connection closed within the answer. */
    CUTS_ANSWERS_OFF,
    /** Everything takes nearly as long as a node waits. */
    IS_SLOW
  }
}
