package rocketscope.conformance.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import rocketscope.conformance.agent.Chance;

/**
 * Feeds the client's draws from a seed and keeps them until the step that caused them is written.
 * Starts are mostly small, so that recordings stay short; a share covers all ints, and on request the end of the range.
 */
final class SeededChance implements Chance.Source {
    /** Counters that pass the largest int behave differently by release; a start this close may get there. */
    private static final int NEAR_THE_END = 10_000;

    private final Random random;
    private final boolean nearTheEnd;
    private final List<String> brokers;
    private final RealSelector real;
    private List<Object> draws = new ArrayList<>();
    private List<Integer> order;
    private boolean sawOverflow;

    SeededChance(long seed, boolean nearTheEnd, List<String> brokers, RealSelector real) {
        this.random = new Random(seed);
        this.nearTheEnd = nearTheEnd;
        this.brokers = brokers;
        this.real = real;
    }

    @Override
    public synchronized int nextStart(Object index) {
        int kind = random.nextInt(100);
        int value;
        if (nearTheEnd && kind < 60) {
            value = kind < 10 ? Integer.MIN_VALUE + random.nextInt(3) : Integer.MAX_VALUE - random.nextInt(40);
        } else if (kind < 75) {
            value = random.nextInt(1_000);
        } else {
            value = farFromTheEnd(random.nextInt());
        }
        sawOverflow |= isNearTheEnd(value);
        draws.add(List.of(label(index), value));
        return value;
    }

    @Override
    public synchronized int nextReset(Object index, int bound) {
        int value = random.nextInt(100) < 75 ? random.nextInt(1_000) : farFromTheEnd(random.nextInt(bound));
        draws.add(List.of("reset", value));
        return value;
    }

    private static int farFromTheEnd(int value) {
        return isNearTheEnd(value) ? value / 2 : value;
    }

    private static boolean isNearTheEnd(int value) {
        return value == Integer.MIN_VALUE || Math.abs(value) > Integer.MAX_VALUE - NEAR_THE_END;
    }

    @Override
    public synchronized void shuffle(List<?> faultItems) {
        Collections.shuffle(faultItems, random);
    }

    @Override
    public synchronized void beforeSort(List<?> faultItems) {
        order = new ArrayList<>();
        for (Object item : faultItems) {
            order.add(brokers.indexOf(RealSelector.nameOf(item)));
        }
    }

    private String label(Object index) {
        if (index == real.queueIndex()) {
            return "queue";
        }
        if (index == real.worstIndex()) {
            return "worst";
        }
        throw new IllegalStateException("an index that belongs to neither the publish info nor the fault table");
    }

    synchronized List<Object> takeDraws() {
        List<Object> taken = draws;
        draws = new ArrayList<>();
        return taken;
    }

    synchronized List<Integer> takeOrder() {
        List<Integer> taken = order;
        order = null;
        return taken;
    }

    synchronized boolean sawOverflow() {
        return sawOverflow;
    }
}
