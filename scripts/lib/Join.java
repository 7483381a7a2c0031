import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Joins the jars that an application's manifest names into one: {@code java Join.java
 * <application jar> <directory>} writes {@code lib/dependencies.jar} and the application, whose
 * manifest names that one, into the directory. The same jars make the same bytes.
 *
 * <p>A start opens each jar and reads its manifest, even where an AOT cache has the classes: with a
 * hundred jars, made for OSGi, that is a tenth of its time. An AOT cache holds no class of a signed
 * jar; signatures go, too, for they cover the former jars, which Maven has checked.
 */
class Join {
  private static final String DEPENDENCIES = "lib/dependencies.jar";
  private static final String OF_ONE_JAR =
      "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+\\.(SF|RSA|DSA|EC))"
          + "|(META-INF/versions/\\d+/)?(module-info\\.class|OSGI-INF/.*)";
  private static final String JOINED = "META-INF/(services/[^/]+|io\\.netty\\.versions\\.properties)";
  private static final String ABOUT_ONE_JAR = "(META-INF/)?(LICENSE|NOTICE)[^/]*|META-INF/maven/.*";

  private final Map<String, Content> contents = new LinkedHashMap<>();

  /** An entry of a jar; its time is that of the zip format, in milliseconds. */
  private record Content(byte[] bytes, long time) {}

  public static void main(String... arguments) throws IOException {
    Path application = Path.of(arguments[0]);
    Path directory = Path.of(arguments[1]);
    Files.createDirectories(directory.resolve(DEPENDENCIES).getParent());
    Join dependencies = new Join();
    Join itself = new Join();
    Manifest manifest = itself.add(application);
    for (String jar : manifest.getMainAttributes().getValue("Class-Path").split(" ")) {
      dependencies.add(application.resolveSibling(jar));
    }
    Manifest shared = new Manifest();
    shared.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    shared.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    dependencies.write(shared, directory.resolve(DEPENDENCIES));
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, DEPENDENCIES);
    itself.write(manifest, directory.resolve(application.getFileName()));
  }

  /** Adds what is in a jar and returns its manifest. */
  private Manifest add(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        boolean dead = name.startsWith("META-INF/versions/") && !jar.isMultiRelease();
        if (!dead && !name.matches(OF_ONE_JAR)) {
          Content content = new Content(jar.getInputStream(entry).readAllBytes(), entry.getTime());
          add(name, content, file.getFileName().toString());
        }
      }
      Manifest manifest = jar.getManifest();
      return manifest == null ? new Manifest() : manifest;
    }
  }

  private void add(String name, Content content, String jar) {
    Content former = contents.putIfAbsent(name, content);
    if (former == null || name.endsWith("/") || Arrays.equals(former.bytes, content.bytes)) {
      return;
    }
    if (name.matches(JOINED)) {
      contents.put(name, new Content(lines(former.bytes, content.bytes), former.time));
    } else if (name.matches(ABOUT_ONE_JAR)) {
      contents.put("META-INF/" + jar + "/" + name, content);
    } else {
      throw new IllegalStateException(jar + " has another " + name + " than a jar before it");
    }
  }

  private static byte[] lines(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.write('\n');
    both.writeBytes(second);
    return both.toByteArray();
  }

  private void write(Manifest manifest, Path file) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      manifest.write(text);
      put(out, JarFile.MANIFEST_NAME, new Content(text.toByteArray(), oldest()));
      for (Map.Entry<String, Content> entry : contents.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
    }
  }

  /** A time for what is made here that is the same each time. */
  private long oldest() {
    return contents.values().stream().mapToLong(Content::time).min().orElseThrow();
  }

  private static void put(JarOutputStream out, String name, Content content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(content.time);
    out.putNextEntry(entry);
    out.write(content.bytes);
    out.closeEntry();
  }
}
