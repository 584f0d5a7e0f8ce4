package rocketscope.conformance.agent;

/**
 * The clock that the client's latency classes read instead of {@link System#currentTimeMillis()}.
 * Until {@link #startAt} is called it is the real clock, so the send loop records real time.
 */
public final class VirtualClock {
    private static volatile boolean virtual;
    private static volatile long nowMs;

    private VirtualClock() {
    }

    public static void startAt(long ms) {
        virtual = true;
        nowMs = ms;
    }

    public static void advance(long ms) {
        if (!virtual || ms < 0) {
            throw new IllegalStateException("the virtual clock only runs forward, and only once started: " + ms);
        }
        nowMs += ms;
    }

    /** Called from rewritten client classes. */
    public static long currentTimeMillis() {
        return virtual ? nowMs : System.currentTimeMillis();
    }
}
