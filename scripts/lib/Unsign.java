import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the signatures out of jars: {@code java Unsign.java <jar>...}. An AOT cache holds no class
 * of a signed jar, and the JVM would check each of them at every start, although Maven has checked
 * the whole file. A jar keeps its date.
 */
class Unsign {
  public static void main(String... jars) throws IOException {
    for (String jar : jars) {
      Path file = Path.of(jar);
      FileTime date = Files.getLastModifiedTime(file);
      try (FileSystem content = FileSystems.newFileSystem(file)) {
        for (Path signature : signatures(content.getPath("META-INF"))) {
          Files.delete(signature);
        }
      }
      Files.setLastModifiedTime(file, date);
    }
  }

  private static List<Path> signatures(Path metaInf) throws IOException {
    if (!Files.isDirectory(metaInf)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(metaInf)) {
      return files.filter(it -> it.toString().matches(".*\\.(SF|RSA|DSA|EC)")).toList();
    }
  }
}
