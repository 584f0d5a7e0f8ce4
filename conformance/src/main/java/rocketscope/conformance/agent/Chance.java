package rocketscope.conformance.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Stands between the client and its random numbers: every value it draws comes from the {@link Source} of the
 * recording under way and is reported there, so that chance enters the recording as an input.
 * It does not decide anything itself, and without a source it refuses to answer.
 */
public final class Chance {
    /** Supplies and notes what the client would have drawn. Called on the client's own threads. */
    public interface Source {
        /** @return any int: the first value of a ThreadLocalIndex, before the client makes it positive */
        int nextStart(Object threadLocalIndex);

        /** @return a value in 0 … bound-1: a ThreadLocalIndex is being reset (5.1.4 and later) */
        int nextReset(Object threadLocalIndex, int bound);

        /** Puts the fault items in a random order (up to 4.9.3). */
        void shuffle(List<?> faultItems);

        /** The fault items in the order in which the client is about to sort them; matters only for ties. */
        void beforeSort(List<?> faultItems);
    }

    private static volatile Source source;

    private Chance() {
    }

    public static void use(Source newSource) {
        source = newSource;
    }

    private static Source source() {
        Source current = source;
        if (current == null) {
            throw new IllegalStateException("the client drew a random number outside a recording");
        }
        return current;
    }

    /** Called from rewritten client classes in place of {@code random.nextInt()}. */
    public static int nextInt(Random ignored, Object threadLocalIndex) {
        return source().nextStart(threadLocalIndex);
    }

    /** Called from rewritten client classes in place of {@code random.nextInt(bound)}. */
    public static int nextInt(Random ignored, int bound, Object threadLocalIndex) {
        int value = source().nextReset(threadLocalIndex, bound);
        if (value < 0 || value >= bound) {
            throw new IllegalStateException("reset value " + value + " is outside 0 … " + (bound - 1));
        }
        return value;
    }

    /** Called from rewritten client classes in place of {@code Collections.shuffle}. */
    public static void shuffle(List<?> list) {
        source().shuffle(list);
    }

    /** Called from rewritten client classes in place of {@code Collections.sort}; the order is still the client's. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void sort(List<?> list) {
        source().beforeSort(new ArrayList<>(list));
        Collections.sort((List) list);
    }
}
