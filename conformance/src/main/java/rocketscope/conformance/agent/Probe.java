package rocketscope.conformance.agent;

/**
 * Tells a recording what the client's MQFaultStrategy was asked and what it answered, and when the client's timers ran.
 * Every attempt to send passes here, also those that never reach a broker. It changes nothing.
 */
public final class Probe {
    public interface Listener {
        /** @param messageQueue the client's MessageQueue, or null if it found none */
        void selected(Object topicPublishInfo, Object messageQueue, String lastBrokerName);

        void updated(String brokerName, long latencyMs, boolean isolation, boolean reachable);

        /** The client looks for answers that are overdue; this is when an ASYNC send learns of its timeout. */
        void sweeping(Object remotingClient);

        /** The detector begins a round (5.1.4 and later). */
        void detecting(Object latencyFaultTolerance);
    }

    private static volatile Listener listener;

    private Probe() {
    }

    public static void tell(Listener newListener) {
        listener = newListener;
    }

    /** Called from the rewritten MQFaultStrategy#selectOneMessageQueue just before it returns. */
    public static void selected(Object topicPublishInfo, Object messageQueue, String lastBrokerName) {
        Listener current = listener;
        if (current != null) {
            current.selected(topicPublishInfo, messageQueue, lastBrokerName);
        }
    }

    /** Called from the rewritten MQFaultStrategy#updateFaultItem on entry; up to 5.1.3 there is no reachable flag. */
    public static void updated(String brokerName, long latencyMs, boolean isolation, boolean reachable) {
        Listener current = listener;
        if (current != null) {
            current.updated(brokerName, latencyMs, isolation, reachable);
        }
    }

    /** Called from the rewritten NettyRemotingAbstract#scanResponseTable on entry. */
    public static void sweeping(Object remotingClient) {
        Listener current = listener;
        if (current != null) {
            current.sweeping(remotingClient);
        }
    }

    /** Called from the rewritten LatencyFaultToleranceImpl#detectByOneRound on entry. */
    public static void detecting(Object latencyFaultTolerance) {
        Listener current = listener;
        if (current != null) {
            current.detecting(latencyFaultTolerance);
        }
    }
}
