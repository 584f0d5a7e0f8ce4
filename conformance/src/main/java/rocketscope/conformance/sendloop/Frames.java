package rocketscope.conformance.sendloop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import rocketscope.conformance.Reflect;

/** Remoting frames on a plain socket: a length, then what the client's own RemotingCommand reads and writes. */
final class Frames {
    private static final Method DECODE = decodeMethod();

    private Frames() {
    }

    private static Method decodeMethod() {
        try {
            // Declares a checked exception from 5.0 on, so it cannot be called in the same words for every release.
            return RemotingCommand.class.getMethod("decode", ByteBuffer.class);
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static RemotingCommand read(DataInputStream in) throws IOException {
        byte[] frame = new byte[in.readInt()];
        in.readFully(frame);
        return (RemotingCommand) Reflect.invoke(DECODE, null, ByteBuffer.wrap(frame));
    }

    static void write(OutputStream out, RemotingCommand answer) throws IOException {
        ByteBuffer frame = answer.encode();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    static RemotingCommand answerTo(RemotingCommand request, int code, String remark) {
        RemotingCommand answer = RemotingCommand.createResponseCommand(code, remark);
        answer.setOpaque(request.getOpaque());
        return answer;
    }
}
