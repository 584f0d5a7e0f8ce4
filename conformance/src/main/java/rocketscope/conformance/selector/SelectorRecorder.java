package rocketscope.conformance.selector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rocketscope.conformance.RecordingFile;

/**
 * Records random sequences of the client's queue choice and fault table on the virtual clock.
 * The same seed gives the same file, byte for byte; no network and no real time take part.
 */
public final class SelectorRecorder {
    private static final long SEED = 20260101L;
    private static final int SEQUENCES = 240;
    private static final long START_MS = 1_000_000;

    private SelectorRecorder() {
    }

    public static void main(String[] arguments) throws Exception {
        String release = arguments[0];
        List<Map<String, Object>> sequences = new ArrayList<>();
        for (int id = 0; id < SEQUENCES; id++) {
            SequencePlan plan = new SequencePlan(new Random(SEED * 1_000 + id));
            sequences.add(new SequencePlay(plan, SEED * 1_000_000 + id, START_MS).record(id));
        }
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kind", "selector");
        header.put("release", release);
        header.put("seed", SEED);
        header.put("startMs", START_MS);
        RecordingFile.write(Path.of(arguments[1]), header, "sequences", sequences);
        System.out.println(release + ": " + sequences.size() + " selector sequences");
        System.exit(0);
    }
}
