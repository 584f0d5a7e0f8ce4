package rocketscope.conformance.nameserver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rocketscope.conformance.RecordingFile;

/**
 * Records random sequences of what Brokers do to a NameServer's tables, through its own RouteInfoManager on the virtual
 * clock. The same seed gives the same file, byte for byte; no network and no real time take part.
 */
public final class RouteInfoRecorder {
    private static final long SEED = 20260202L;
    private static final int SEQUENCES = 60;
    private static final long START_MS = 1_000_000;

    private RouteInfoRecorder() {
    }

    public static void main(String[] arguments) throws Exception {
        String release = arguments[0];
        List<Map<String, Object>> sequences = new ArrayList<>();
        for (int id = 0; id < SEQUENCES; id++) {
            sequences.add(new RouteInfoPlay(new Random(SEED * 1_000 + id), START_MS).record(id));
        }
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kind", "nameserver");
        header.put("release", release);
        header.put("seed", SEED);
        header.put("startMs", START_MS);
        RecordingFile.write(Path.of(arguments[1]), header, "sequences", sequences);
        System.out.println(release + ": " + sequences.size() + " NameServer sequences");
        System.exit(0);
    }
}
