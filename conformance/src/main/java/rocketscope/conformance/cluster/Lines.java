package rocketscope.conformance.cluster;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of JSON objects, one a line, each with its moment `t` (wall ms) and kind `k`. Every line is on disk at once: the process may be killed. */
final class Lines {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final int LONGEST_TEXT = 160;

    private final Writer writer;
    private boolean closed;

    Lines(String path) throws IOException {
        writer = Files.newBufferedWriter(Path.of(path));
    }

    static Map<String, Object> line(String kind) {
        return line(kind, System.currentTimeMillis());
    }

    static Map<String, Object> line(String kind, long atMs) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("t", atMs);
        line.put("k", kind);
        return line;
    }

    static String readable(Throwable thrown) {
        String line = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) : line;
    }

    synchronized void write(Map<String, Object> line) {
        if (closed) {
            return;
        }
        try {
            writer.write(GSON.toJson(line));
            writer.write('\n');
            writer.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    synchronized void close() throws IOException {
        closed = true;
        writer.close();
    }
}
