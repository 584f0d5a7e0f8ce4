package rocketscope.conformance.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Java agent: rewrites a handful of client and NameServer classes while they load, so that clock and chance become inputs and every
 * selection becomes visible. It replaces calls only; no rule of the client is changed, and no client code is kept.
 */
public final class Agent {
    private static final String CLIENT = "org/apache/rocketmq/client/";

    private Agent() {
    }

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> old, ProtectionDomain domain, byte[] bytes) {
                if (name == null || !isRewritten(name)) {
                    return null;
                }
                try {
                    ClassReader reader = new ClassReader(bytes);
                    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
                    reader.accept(new Rewriter(name, writer), 0);
                    return writer.toByteArray();
                } catch (Throwable failure) {
                    // The JVM would drop the failure and load the class as it is, which would be a dishonest recording.
                    failure.printStackTrace();
                    Runtime.getRuntime().halt(3);
                    return null;
                }
            }
        });
    }

    private static boolean isRewritten(String name) {
        return name.startsWith(CLIENT + "latency/") || name.equals(CLIENT + "common/ThreadLocalIndex")
            || name.equals("org/apache/rocketmq/remoting/netty/NettyRemotingAbstract")
            || name.startsWith("org/apache/rocketmq/namesrv/routeinfo/");
    }
}
