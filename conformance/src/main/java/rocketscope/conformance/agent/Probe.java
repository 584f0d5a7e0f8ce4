package rocketscope.conformance.agent;

/**
 * Tells a recording what the client's MQFaultStrategy was asked and what it answered.
 * Every attempt to send passes here, also those that never reach a broker. It changes nothing.
 */
public final class Probe {
    public interface Listener {
        /** @param messageQueue the client's MessageQueue, or null if it found none */
        void selected(Object messageQueue, String lastBrokerName);

        void updated(String brokerName, long latencyMs, boolean isolation, boolean reachable);
    }

    private static volatile Listener listener;

    private Probe() {
    }

    public static void tell(Listener newListener) {
        listener = newListener;
    }

    /** Called from the rewritten MQFaultStrategy#selectOneMessageQueue just before it returns. */
    public static void selected(Object messageQueue, String lastBrokerName) {
        Listener current = listener;
        if (current != null) {
            current.selected(messageQueue, lastBrokerName);
        }
    }

    /** Called from the rewritten MQFaultStrategy#updateFaultItem on entry; up to 5.1.3 there is no reachable flag. */
    public static void updated(String brokerName, long latencyMs, boolean isolation, boolean reachable) {
        Listener current = listener;
        if (current != null) {
            current.updated(brokerName, latencyMs, isolation, reachable);
        }
    }
}
