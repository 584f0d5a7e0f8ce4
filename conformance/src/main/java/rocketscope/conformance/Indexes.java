package rocketscope.conformance;

/** Looks into the client's thread-local indexes. */
public final class Indexes {
    private Indexes() {
    }

    /** The index that picks a broker among the less bad half of the fault table; its field was renamed in between. */
    public static Object worstOf(Object latencyFaultTolerance) {
        boolean renamed = Reflect.hasField(latencyFaultTolerance.getClass(), "randomItem");
        return Reflect.get(latencyFaultTolerance, renamed ? "randomItem" : "whichItemWorst");
    }

    /** The calling thread's counter, or null if it has not been used. */
    public static Integer counter(Object threadLocalIndex) {
        return (Integer) ((ThreadLocal<?>) Reflect.get(threadLocalIndex, "threadLocalIndex")).get();
    }
}
