package rocketscope.conformance.sendloop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.SendResult;

/** What a caller got for one message, as JSON. */
final class Outcome {
    private static final int LONGEST_TEXT = 200;

    private Outcome() {
    }

    /** @param via return, throw, callback, or none if nothing came before the recorder stopped waiting */
    static Map<String, Object> of(String via, long atMs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("via", via);
        json.put("atMs", atMs);
        return json;
    }

    static Map<String, Object> of(String via, long atMs, SendResult result, Script script) {
        Map<String, Object> json = of(via, atMs);
        if (result != null) {
            json.put("status", result.getSendStatus().name());
            json.put("broker", script.brokerNumber(result.getMessageQueue().getBrokerName()));
            json.put("queueId", result.getMessageQueue().getQueueId());
        }
        return json;
    }

    static Map<String, Object> of(String via, long atMs, Throwable thrown, Map<String, String> brokerOfAddress) {
        Map<String, Object> json = of(via, atMs);
        json.put("exception", thrown.getClass().getSimpleName());
        if (thrown instanceof MQClientException clientException) {
            json.put("responseCode", clientException.getResponseCode());
        }
        if (thrown instanceof MQBrokerException brokerException) {
            json.put("responseCode", brokerException.getResponseCode());
        }
        if (thrown.getCause() != null) {
            json.put("cause", thrown.getCause().getClass().getSimpleName());
        }
        json.put("message", readable(String.valueOf(thrown.getMessage()), brokerOfAddress));
        return json;
    }

    /** First line, with broker names in place of this run's ports. */
    private static String readable(String message, Map<String, String> brokerOfAddress) {
        String line = message.lines().findFirst().orElse("");
        for (Map.Entry<String, String> entry : brokerOfAddress.entrySet()) {
            line = line.replace(entry.getKey(), entry.getValue());
        }
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) : line;
    }
}
