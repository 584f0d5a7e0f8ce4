package rocketscope.conformance.sendloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Scripts drawn from a seed, for combinations nobody thought of. Delays are whole hundreds and timeouts end in 50, so a
 * sum of delays never comes near a deadline.
 */
final class RandomScripts {
    private static final String[] NAMES = {"broker-a", "broker-b", "broker-c"};
    private static final int[] DELAYS = {0, 0, 0, 100, 200, 600};
    private static final int[] TIMEOUTS = {350, 450, 750};
    private static final int[] CODES = {1, 2, 13, 14, 16, 205};

    private RandomScripts() {
    }

    static List<Script> scripts(int count, long seed) {
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scripts.add(script("random " + (i + 1), new Random(seed + i)));
        }
        return scripts;
    }

    private static Script script(String name, Random random) {
        Script script = new Script(name);
        int brokers = 2 + random.nextInt(2);
        for (int i = 0; i < brokers; i++) {
            int queues = 1 + random.nextInt(3);
            Behaviour[] behaviours = new Behaviour[1 + random.nextInt(4)];
            for (int k = 0; k < behaviours.length; k++) {
                behaviours[k] = behaviour(random);
            }
            if (random.nextInt(5) == 0) {
                script.downBroker(NAMES[i], queues, behaviours);
            } else {
                script.broker(NAMES[i], queues, behaviours);
            }
        }
        if (random.nextInt(3) != 0) {
            script.avoidance();
        }
        if (random.nextInt(3) == 0) {
            script.retryWhenNotStored();
        }
        script.retries(random.nextInt(4) == 0 ? random.nextInt(5) : 2, 2);
        return script.messages(5, 10, Script.Mode.sync, TIMEOUTS[random.nextInt(TIMEOUTS.length)]);
    }

    private static Behaviour behaviour(Random random) {
        int afterMs = DELAYS[random.nextInt(DELAYS.length)];
        return switch (random.nextInt(10)) {
            case 0 -> Behaviour.hang();
            case 1 -> Behaviour.fin(afterMs);
            case 2 -> Behaviour.rst(afterMs);
            case 3, 4 -> Behaviour.error(CODES[random.nextInt(CODES.length)], afterMs);
            case 5 -> Behaviour.status(10 + random.nextInt(3), afterMs);
            default -> Behaviour.ok(afterMs);
        };
    }
}
