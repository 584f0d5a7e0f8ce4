package rocketscope.conformance.sendloop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rocketscope.conformance.RecordingFile;

/**
 * Records what the real DefaultMQProducer does with every script, in real time. Scripts are played one at a time; a
 * script during which this machine stalled is played again, and if it stalls every time the recording fails.
 */
public final class SendLoopRecorder {
    private static final long SEED = 20260102L;
    private static final int RANDOM_SCRIPTS = 16;
    /** Clients are started in groups, since each must settle for a second before it is used. */
    private static final int GROUP = 8;
    private static final int MOST_STALL_MS = 40;
    private static final int TRIES = 40;
    private static final int WARM_UP_ROUNDS = 2;
    /** How far two recordings of the same moment may lie apart, in ms. */
    private static final int TOLERANCE_MS = 60;

    private final StallWatch stallWatch = new StallWatch();

    private final boolean hasOneBudget;

    private SendLoopRecorder(String release) {
        hasOneBudget = !release.startsWith("4.2.");
    }

    public static void main(String[] arguments) {
        int exitCode = 1;
        try {
            new SendLoopRecorder(arguments[0]).recordAll(arguments[0], Path.of(arguments[1]), arguments.length > 2 ? arguments[2] : "");
            exitCode = 0;
        } catch (Throwable failure) {
            failure.printStackTrace();
        }
        // The client leaves threads behind that would keep the process alive.
        System.exit(exitCode);
    }

    private void recordAll(String release, Path file, String only) throws Exception {
        List<Script> scripts = new ArrayList<>(Catalogue.scripts());
        scripts.addAll(RandomScripts.scripts(RANDOM_SCRIPTS, SEED));
        scripts.removeIf(script -> !script.fitsRelease() || !script.name.contains(only));
        warmUp();
        Map<Script, Map<String, Object>> recorded = new LinkedHashMap<>();
        List<Script> waiting = scripts;
        for (int attempt = 1; !waiting.isEmpty(); attempt++) {
            if (attempt > TRIES) {
                throw new IllegalStateException("this machine stalls too often; left over: " + waiting.stream().map(s -> s.name).toList());
            }
            waiting = recordSome(waiting, recorded);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Script script : scripts) {
            rows.add(recorded.get(script));
        }
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kind", "sendloop");
        header.put("release", release);
        header.put("seed", SEED);
        header.put("toleranceMs", TOLERANCE_MS);
        RecordingFile.write(file, header, "scripts", rows);
        System.out.println(release + ": " + rows.size() + " send-loop scripts");
    }

    /** @return the scripts during which this machine stalled */
    private List<Script> recordSome(List<Script> scripts, Map<Script, Map<String, Object>> recorded) throws Exception {
        List<Script> stalled = new ArrayList<>();
        for (List<Script> group : groups(scripts)) {
            List<ScriptRun> runs = new ArrayList<>();
            for (Script script : group) {
                ScriptRun run = new ScriptRun(script, SEED ^ script.name.hashCode(), hasOneBudget);
                runs.add(run);
                run.start();
            }
            for (int i = 0; i < group.size(); i++) {
                stallWatch.reset();
                Map<String, Object> json = runs.get(i).record();
                long stallMs = Math.max(stallWatch.worstMs(), runs.get(i).latestMs());
                if (stallMs > MOST_STALL_MS) {
                    System.err.println(group.get(i).name + ": " + stallMs + " ms late");
                    stalled.add(group.get(i));
                } else {
                    json.put("stallMs", stallMs);
                    recorded.put(group.get(i), json);
                }
            }
            for (ScriptRun run : runs) {
                run.end();
            }
        }
        return stalled;
    }

    /** A script with the detector begins as soon as its client has settled, so that it meets the detector's first round. */
    private static List<List<Script>> groups(List<Script> scripts) {
        List<List<Script>> groups = new ArrayList<>();
        List<Script> others = new ArrayList<>();
        for (Script script : scripts) {
            if (script.startDetectorEnable) {
                groups.add(List.of(script));
            } else {
                others.add(script);
            }
        }
        for (int from = 0; from < others.size(); from += GROUP) {
            groups.add(others.subList(from, Math.min(from + GROUP, others.size())));
        }
        return groups;
    }

    /** Loads and compiles what the scripts need, so that the first recorded ones are not slow. Nothing is kept. */
    private void warmUp() throws Exception {
        List<Script> scripts = new ArrayList<>();
        for (Script.Mode mode : Script.Mode.values()) {
            scripts.add(new Script("warm-up " + mode).broker("broker-a", 2, Behaviour.ok(0), Behaviour.rst(0), Behaviour.fin(0),
                    Behaviour.error(1, 0), Behaviour.ok(0))
                .downBroker("broker-b", 1).avoidance().retryWhenNotStored().messages(30, 5, mode, 500));
        }
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            recordSome(scripts, new LinkedHashMap<>());
        }
    }
}
