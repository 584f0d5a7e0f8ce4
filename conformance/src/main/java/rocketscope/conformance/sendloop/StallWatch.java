package rocketscope.conformance.sendloop;

import java.util.concurrent.atomic.AtomicLong;

/** Measures how late this machine wakes a sleeping thread. A recording made while it was late is not worth keeping. */
final class StallWatch {
    private static final long PERIOD_MS = 2;

    private final AtomicLong worstNs = new AtomicLong();

    StallWatch() {
        Thread thread = new Thread(this::watch, "stall-watch");
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.start();
    }

    private void watch() {
        long last = System.nanoTime();
        while (true) {
            try {
                Thread.sleep(PERIOD_MS);
            } catch (InterruptedException neverAsked) {
                throw new IllegalStateException(neverAsked);
            }
            long now = System.nanoTime();
            long lateNs = now - last - PERIOD_MS * 1_000_000;
            worstNs.accumulateAndGet(lateNs, Math::max);
            last = now;
        }
    }

    void reset() {
        worstNs.set(0);
    }

    /** Longest stall since the last reset, in ms, rounded up. */
    long worstMs() {
        return (worstNs.get() + 999_999) / 1_000_000;
    }
}
