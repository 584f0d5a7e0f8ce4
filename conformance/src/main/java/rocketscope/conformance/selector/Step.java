package rocketscope.conformance.selector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step of a sequence in the shape of recording.ts: a tuple, and a last element that holds what changed, if anything did. */
final class Step {
    private final List<Object> tuple = new ArrayList<>();
    private final Map<String, Object> after = new LinkedHashMap<>();

    Step(Object... start) {
        tuple.addAll(List.of(start));
    }

    void add(Object value) {
        tuple.add(value);
    }

    void after(String key, Object value) {
        after.put(key, value);
    }

    List<Object> toJson() {
        List<Object> whole = new ArrayList<>(tuple);
        if (!after.isEmpty()) {
            whole.add(after);
        }
        return whole;
    }
}
