package rocketscope.conformance.consumer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rocketscope.conformance.RecordingFile;

/**
 * Records what the push consumer's own rules do with random inputs: how queues are shared, what a ProcessQueue has and lets be
 * committed, and what is in the offset table. The same seed gives the same file, byte for byte; no network and no real time
 * take part, and the inputs are the same for every release.
 */
public final class ConsumerRecorder {
    private static final long SEED = 20261130L;
    private static final int ALLOCATIONS = 150;
    private static final int PROCESS_QUEUES = 100;
    private static final int OFFSET_TABLES = 60;

    private ConsumerRecorder() {
    }

    public static void main(String[] arguments) throws Exception {
        String release = arguments[0];
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int id = 0; id < ALLOCATIONS; id++) {
            rows.add(new Allocation(new Random(SEED * 1_000 + id)).record(id));
        }
        for (int id = 0; id < PROCESS_QUEUES; id++) {
            rows.add(new QueuePlay(new Random(SEED * 2_000 + id)).record(id));
        }
        for (int id = 0; id < OFFSET_TABLES; id++) {
            rows.add(new OffsetPlay(new Random(SEED * 3_000 + id)).record(id));
        }
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kind", "consumer");
        header.put("release", release);
        header.put("seed", SEED);
        RecordingFile.write(Path.of(arguments[1]), header, "rows", rows);
        System.out.println(release + ": " + rows.size() + " rows about consumers");
        System.exit(0);
    }
}
