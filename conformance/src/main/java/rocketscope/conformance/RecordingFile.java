package rocketscope.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one recording as JSON with one line per sequence or script, so that a change shows as a readable diff. */
public final class RecordingFile {
    private static final int RECORDER_VERSION = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private RecordingFile() {
    }

    public static void write(Path file, Map<String, Object> header, String rowsName, List<Map<String, Object>> rows)
        throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>(header);
        whole.put("recorderVersion", RECORDER_VERSION);
        whole.put("java", System.getProperty("java.specification.version"));
        whole.put("number", rows.size());
        String start = GSON.toJson(whole);
        StringBuilder text = new StringBuilder(start.substring(0, start.length() - 1));
        text.append(",\n\"").append(rowsName).append("\":[\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(GSON.toJson(rows.get(i))).append(i + 1 < rows.size() ? ",\n" : "\n");
        }
        text.append("]}\n");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
