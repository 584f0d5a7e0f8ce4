package rocketscope.conformance.sendloop;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/** Answers route questions with the script's brokers, at once. Knows one topic, or none. */
final class NameServerPeer extends Peer {
    private static final int GET_ROUTEINFO_BY_TOPIC = 105;
    private static final int TOPIC_NOT_EXIST = 17;

    private final Script script;
    private final List<BrokerPeer> brokers;

    NameServerPeer(Script script, List<BrokerPeer> brokers) throws IOException {
        super(script.nameServerUp);
        this.script = script;
        this.brokers = brokers;
    }

    @Override
    void handle(Socket connection, RemotingCommand request) {
        if (request.getCode() != GET_ROUTEINFO_BY_TOPIC) {
            answer(connection, Frames.answerTo(request, 0, null));
            return;
        }
        boolean known = script.topicExists && ScriptRun.TOPIC.equals(request.getExtFields().get("topic"));
        if (!known) {
            answer(connection, Frames.answerTo(request, TOPIC_NOT_EXIST, "No topic route info in name server"));
            return;
        }
        RemotingCommand reply = Frames.answerTo(request, 0, null);
        reply.setBody(route().getBytes(StandardCharsets.UTF_8));
        answer(connection, reply);
    }

    private String route() {
        StringBuilder brokerDatas = new StringBuilder();
        StringBuilder queueDatas = new StringBuilder();
        for (int i = 0; i < brokers.size(); i++) {
            Script.Broker broker = script.brokers.get(i);
            String comma = i == 0 ? "" : ",";
            brokerDatas.append(comma).append("{\"brokerAddrs\":{\"0\":\"").append(brokers.get(i).address())
                .append("\"},\"brokerName\":\"").append(broker.name()).append("\",\"cluster\":\"DefaultCluster\"}");
            queueDatas.append(comma).append("{\"brokerName\":\"").append(broker.name()).append("\",\"perm\":6,\"readQueueNums\":")
                .append(broker.writeQueues()).append(",\"writeQueueNums\":").append(broker.writeQueues())
                .append(",\"topicSynFlag\":0,\"topicSysFlag\":0}");
        }
        return "{\"brokerDatas\":[" + brokerDatas + "],\"filterServerTable\":{},\"queueDatas\":[" + queueDatas + "]}";
    }
}
