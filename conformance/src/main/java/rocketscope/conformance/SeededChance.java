package rocketscope.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import rocketscope.conformance.agent.Chance;

/**
 * Feeds the client's draws, first from given starts and then from a seed, and keeps what a thread drew until the step
 * that caused it is written. Starts are mostly small, so that recordings stay short; a share covers all ints, and on
 * request the end of the range.
 */
public final class SeededChance implements Chance.Source {
    /** Names what the draws belong to. */
    public interface Names {
        /** @return "queue" or "worst" */
        String indexName(Object threadLocalIndex);

        int brokerNumber(String brokerName);
    }

    /** Counters that pass the largest int behave differently by release; a start this close may get there. */
    private static final int NEAR_THE_END = 10_000;

    private final Random random;
    private final boolean nearTheEnd;
    private final Names names;
    private final Deque<Integer> givenStarts;
    private final ThreadLocal<List<Object>> draws = ThreadLocal.withInitial(ArrayList::new);
    private final ThreadLocal<List<Integer>> order = new ThreadLocal<>();
    private boolean sawOverflow;

    public SeededChance(long seed, boolean nearTheEnd, List<Integer> givenStarts, Names names) {
        this.random = new Random(seed);
        this.nearTheEnd = nearTheEnd;
        this.givenStarts = new ArrayDeque<>(givenStarts);
        this.names = names;
    }

    @Override
    public synchronized int nextStart(Object index) {
        String name = names.indexName(index);
        int value = name.equals("queue") && !givenStarts.isEmpty() ? givenStarts.poll() : anyStart();
        sawOverflow |= isNearTheEnd(value);
        draws.get().add(List.of(name, value));
        return value;
    }

    private int anyStart() {
        int kind = random.nextInt(100);
        if (nearTheEnd && kind < 60) {
            return kind < 10 ? Integer.MIN_VALUE + random.nextInt(3) : Integer.MAX_VALUE - random.nextInt(40);
        }
        return kind < 75 ? random.nextInt(1_000) : farFromTheEnd(random.nextInt());
    }

    @Override
    public synchronized int nextReset(Object index, int bound) {
        int value = random.nextInt(100) < 75 ? random.nextInt(1_000) : farFromTheEnd(random.nextInt(bound));
        draws.get().add(List.of("reset", value));
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
    public void beforeSort(List<?> faultItems) {
        List<Integer> numbers = new ArrayList<>();
        for (Object item : faultItems) {
            numbers.add(names.brokerNumber((String) Reflect.get(item, "name")));
        }
        order.set(numbers);
    }

    /** What the calling thread drew since it last asked. */
    public List<Object> takeDraws() {
        List<Object> taken = draws.get();
        draws.remove();
        return taken;
    }

    /** The order before the calling thread's last sort, or null if it sorted nothing since it last asked. */
    public List<Integer> takeOrder() {
        List<Integer> taken = order.get();
        order.remove();
        return taken;
    }

    public synchronized boolean sawOverflow() {
        return sawOverflow;
    }
}
