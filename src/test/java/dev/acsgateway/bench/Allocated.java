package dev.acsgateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * Prints how many bytes all threads of a JVM have allocated since it began, for each line of input
 * that holds the id of its process. Goes on until the input ends, so that asking costs next to
 * nothing: whoever asks shares the processors with what is measured.
 */
public final class Allocated {
  private Allocated() {}

  /** Asks JVMs that this machine's own user runs. */
  public static void main(String... arguments) throws Exception {
    Map<String, ThreadMXBean> machines = new HashMap<>();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String process = input.readLine(); process != null; process = input.readLine()) {
      @Nullable ThreadMXBean threads = machines.get(process);
      if (threads == null) {
        threads = threadsOf(process);
        machines.put(process, threads);
      }
      System.out.println(threads.getTotalThreadAllocatedBytes());
    }
  }

  /** The connection lasts as long as this process. */
  @SuppressWarnings("BanJNDI")
  private static ThreadMXBean threadsOf(String process) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(process);
    JMXServiceURL url = new JMXServiceURL(machine.startLocalManagementAgent());
    machine.detach();
    return ManagementFactory.newPlatformMXBeanProxy(
        JMXConnectorFactory.connect(url).getMBeanServerConnection(),
        ManagementFactory.THREAD_MXBEAN_NAME,
        ThreadMXBean.class);
  }
}
