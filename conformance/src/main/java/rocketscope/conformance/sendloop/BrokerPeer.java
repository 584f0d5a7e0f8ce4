package rocketscope.conformance.sendloop;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/**
 * A scripted broker: does with each send request what the script says, and answers everything else (heartbeats,
 * unregistering, the detector's question) at once.
 */
final class BrokerPeer extends Peer {
    /** Told of every send request that arrives. */
    interface Arrivals {
        void arrived(int broker, int message, int queueId, Behaviour behaviour);
    }

    private static final int SEND_MESSAGE = 10;
    private static final int SEND_MESSAGE_V2 = 310;

    private final int number;
    private final Script.Broker broker;
    private final ScheduledExecutorService timer;
    private final Arrivals arrivals;
    private int requests;

    BrokerPeer(int number, Script.Broker broker, ScheduledExecutorService timer, Arrivals arrivals) throws IOException {
        super(broker.upAtStart());
        this.number = number;
        this.broker = broker;
        this.timer = timer;
        this.arrivals = arrivals;
    }

    @Override
    void handle(Socket connection, RemotingCommand request) {
        boolean shortNames = request.getCode() == SEND_MESSAGE_V2;
        if (!shortNames && request.getCode() != SEND_MESSAGE) {
            RemotingCommand reply = Frames.answerTo(request, 0, null);
            reply.addExtField("offset", "0");
            answer(connection, reply);
            return;
        }
        int queueId = Integer.parseInt(request.getExtFields().get(shortNames ? "e" : "queueId"));
        int message = Integer.parseInt(new String(request.getBody(), StandardCharsets.UTF_8));
        Behaviour behaviour;
        int count;
        synchronized (this) {
            count = requests++;
            behaviour = broker.behaviour(count);
        }
        arrivals.arrived(number, message, queueId, behaviour);
        if (behaviour.kind() == Behaviour.Kind.hang || request.isOnewayRPC()) {
            return;
        }
        Runnable act = () -> act(connection, request, behaviour, queueId, count);
        if (behaviour.afterMs() == 0) {
            act.run();
        } else {
            timer.schedule(act, behaviour.afterMs(), TimeUnit.MILLISECONDS);
        }
    }

    private void act(Socket connection, RemotingCommand request, Behaviour behaviour, int queueId, int count) {
        switch (behaviour.kind()) {
            case answer -> {
                RemotingCommand reply = Frames.answerTo(request, behaviour.code(), null);
                reply.addExtField("msgId", String.format("7F000001%024X", count));
                reply.addExtField("queueId", String.valueOf(queueId));
                reply.addExtField("queueOffset", String.valueOf(count));
                answer(connection, reply);
            }
            case error -> answer(connection, Frames.answerTo(request, behaviour.code(), "scripted error"));
            case fin, rst -> {
                try {
                    close(connection, behaviour.kind() == Behaviour.Kind.rst);
                } catch (IOException alreadyGone) {
                    return;
                }
            }
            default -> throw new IllegalStateException("not an action: " + behaviour.kind());
        }
    }
}
