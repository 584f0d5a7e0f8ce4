package rocketscope.conformance.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * One store in a process that may be killed. Reads one command a line (verb key=value ...), answers each with one line of
 * JSON that has the command's number `n`; a put answers when it is done, and others need not wait for it. Times are
 * wall-clock ms.
 */
public final class StoreProcess {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final long WATCH_NS = 300_000;
    private static final int WARM_PUTS = 20;
    private static final long STALL_NS = 5_000_000;
    private final String folder;
    private final String topic;
    private RealStore store;
    private volatile List<long[]> watched;
    private volatile long watchedQueue;
    /** How late, at worst, a thread was woken since the store has started, ns. */
    private volatile long stalledNs;

    private StoreProcess(String folder, String topic) {
        this.folder = folder;
        this.topic = topic;
    }

    public static void main(String[] words) throws Exception {
        StoreProcess process = new StoreProcess(words[0], words[1]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            Properties given = new Properties();
            for (int i = 2; i < parts.length; i++) {
                String[] pair = parts[i].split("=", 2);
                given.setProperty(pair[0], pair[1]);
            }
            try {
                process.carryOut(Integer.parseInt(parts[0]), parts[1], given);
            } catch (Throwable thrown) {
                // The store's own threads would keep the process alive.
                thrown.printStackTrace();
                Runtime.getRuntime().halt(2);
            }
        }
        // The other end is gone: so is this store, as if killed.
        Runtime.getRuntime().halt(1);
    }

    private static synchronized void answer(int number, Map<String, Object> found) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("n", number);
        line.putAll(found);
        System.out.println(GSON.toJson(line));
        System.out.flush();
    }

    private static int whole(Properties given, String name) {
        return Integer.parseInt(given.getProperty(name));
    }

    private void carryOut(int number, String verb, Properties given) throws Exception {
        Map<String, Object> found = new LinkedHashMap<>();
        switch (verb) {
            case "start" -> {
                warmUp();
                long beforeMs = System.currentTimeMillis();
                store = new RealStore(folder, topic, given);
                found.put("at", System.currentTimeMillis());
                found.put("ms", System.currentTimeMillis() - beforeMs);
                watchStalls();
            }
            case "stalled" -> found.put("ms", stalledNs / 1_000_000);
            case "stop" -> {
                store.stop();
                found.put("at", System.currentTimeMillis());
            }
            case "follow" -> store.followMaster(given.getProperty("address"));
            case "put" -> {
                put(number, given);
                return;
            }
            case "fill" -> fill(given);
            case "look" -> found.putAll(store.look(whole(given, "queues"), !"false".equals(given.getProperty("listed"))));
            case "watch" -> watch(whole(given, "queue"));
            case "watched" -> {
                found.put("rows", new ArrayList<>(watched));
                watched = null;
            }
            case "pull" -> found.putAll(store.pull(whole(given, "queue"), whole(given, "offset"), whole(given, "max")));
            case "busy" -> found.put("yes", store.isBusy(whole(given, "heldMs")));
            case "slaveOk" -> found.put("yes",
                store.isSlaveOk(whole(given, "masterEnd"), whole(given, "push2Slave"), whole(given, "connections")));
            case "flushes" -> found.put("yes", FileRules.flushes(folder + "/files", whole(given, "done"),
                whole(given, "written"), whole(given, "leastPages"), whole(given, "fileSize")));
            case "commits" -> found.put("yes", FileRules.commits(folder + "/files", whole(given, "done"),
                whole(given, "written"), whole(given, "leastPages"), whole(given, "fileSize")));
            case "clean" -> found.put("yes", store.clean());
            default -> throw new IllegalArgumentException(verb);
        }
        answer(number, found);
    }

    /** Loads the classes that a first message needs, with a store of its own. */
    private void warmUp() throws Exception {
        Properties small = new Properties();
        small.setProperty("mappedFileSizeCommitLog", "65536");
        small.setProperty("haListenPort", "0");
        RealStore other = new RealStore(folder + "-warmUp", topic, small);
        for (int i = 0; i < WARM_PUTS; i++) {
            RealStore.result(other.put("warm", 0, 100).get());
        }
        other.look(2, true);
        other.stop();
    }

    private void watchStalls() {
        Thread watcher = new Thread(() -> {
            while (true) {
                long beforeNs = System.nanoTime();
                LockSupport.parkNanos(STALL_NS);
                stalledNs = Math.max(stalledNs, System.nanoTime() - beforeNs - STALL_NS);
            }
        }, "stalls");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void put(int number, Properties given) {
        long startMs = System.currentTimeMillis();
        long startNs = System.nanoTime();
        store.put(given.getProperty("id"), whole(given, "queue"), whole(given, "body")).whenComplete((result, thrown) -> {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("at", startMs);
            found.put("ms", (System.nanoTime() - startNs) / 1_000_000);
            if (thrown == null) {
                found.putAll(RealStore.result(result));
            } else {
                found.put("status", thrown.toString());
            }
            answer(number, found);
        });
    }

    /** Many messages one after another, of which only the last is waited for. */
    private void fill(Properties given) throws Exception {
        int number = whole(given, "number");
        int queues = whole(given, "queues");
        for (int i = 0; i < number; i++) {
            var done = store.put(given.getProperty("id") + i, i % queues, whole(given, "body"));
            if (i + 1 == number) {
                done.get();
            }
        }
    }

    /** Notes each change of [at, end, committed, flushed, max offset of one queue] until asked for. */
    private void watch(int queue) {
        List<long[]> rows = java.util.Collections.synchronizedList(new ArrayList<>());
        watched = rows;
        watchedQueue = queue;
        Thread watcher = new Thread(() -> {
            long[] before = {};
            while (watched == rows) {
                // Asked for in the order in which a message gets on, backwards: what is seen in one row was true at once.
                long visible = store.maxOffset((int) watchedQueue);
                long flushed = store.flushed();
                long committed = store.committed();
                long[] now = {System.currentTimeMillis(), store.end(), committed, flushed, visible};
                if (before.length == 0 || !java.util.Arrays.equals(before, 1, 5, now, 1, 5)) {
                    rows.add(now);
                    before = now;
                }
                LockSupport.parkNanos(WATCH_NS);
            }
        }, "watch");
        watcher.setDaemon(true);
        watcher.setPriority(Thread.MAX_PRIORITY);
        watcher.start();
    }
}
