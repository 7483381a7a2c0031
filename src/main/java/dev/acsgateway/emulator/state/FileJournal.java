package dev.acsgateway.emulator.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state in a file of state lines: the state at the last start, then every change since,
 * each handed to the operating system before it counts. So the state survives the death of the
 * process at any moment, though not that of the machine. Each start writes the file anew, without
 * what was overtaken. Until it is opened and once it is closed it forgets what it is given.
 */
public final class FileJournal implements StateSink {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

  private final Path file;
  private @Nullable FileChannel channel;

  public FileJournal(Path file) {
    this.file = file;
  }

  /**
   * Puts the file's state in force if there is a file, else starts one; blocks.
   *
   * @throws IllegalArgumentException if a line other than the last, perhaps torn one is bad
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public void open(EmulatorState state) {
    if (!Files.exists(file)) {
      replace(state.export());
      return;
    }
    StateLoad load = state.load();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      Iterator<String> lines = reader.lines().iterator();
      while (lines.hasNext()) {
        read(lines.next(), !lines.hasNext(), load);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state file cannot be read: " + file, e);
    }
    load.finish();
  }

  private void read(String line, boolean last, StateLoad load) {
    try {
      load.accept(new JsonObject(line));
    } catch (DecodeException e) {
      if (!last) {
        throw new IllegalArgumentException("the state file is damaged: " + file, e);
      }
      LOG.warn("the last change in {} was cut off and is dropped", file);
    }
  }

  @Override
  public synchronized void append(JsonObject line) {
    if (channel == null) {
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line.encode() + '\n').getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state file cannot be written: " + file, e);
    }
  }

  @Override
  public synchronized void replace(Stream<JsonObject> lines) {
    try {
      close();
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
        for (Iterator<JsonObject> each = lines.iterator(); each.hasNext(); ) {
          writer.append(each.next().encode()).append('\n');
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      channel = FileChannel.open(file, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the state file cannot be written: " + file, e);
    }
  }

  /** Lets go of the file. */
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state file cannot be closed: " + file, e);
    }
  }
}
