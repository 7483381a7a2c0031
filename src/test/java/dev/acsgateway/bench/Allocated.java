package dev.acsgateway.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Prints how many bytes all threads of a JVM have allocated since it began. Argument: the id of its
 * process.
 */
public final class Allocated {
  private Allocated() {}

  /** Asks once and ends: a JVM that this machine's own user runs. */
  @SuppressWarnings("BanJNDI")
  public static void main(String... arguments) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(arguments[0]);
    JMXServiceURL url = new JMXServiceURL(machine.startLocalManagementAgent());
    machine.detach();
    try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
      ThreadMXBean threads =
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              ManagementFactory.THREAD_MXBEAN_NAME,
              ThreadMXBean.class);
      System.out.println(threads.getTotalThreadAllocatedBytes());
    }
  }
}
