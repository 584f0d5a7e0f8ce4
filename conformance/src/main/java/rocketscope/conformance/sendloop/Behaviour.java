package rocketscope.conformance.sendloop;

import java.util.ArrayList;
import java.util.List;

/** What a scripted broker does with one send request, counted from the request's arrival. */
record Behaviour(Kind kind, int afterMs, int code) {
    enum Kind {
        /** A normal answer; {@code code} is the remoting response code: 0 SEND_OK, 10 … 12 the other SendStatus. */
        answer,
        /** An answer with an error code. */
        error,
        /** No answer, connection left open. */
        hang,
        /** The connection is closed in the ordinary way. */
        fin,
        /** The connection is reset. */
        rst
    }

    static final int FLUSH_DISK_TIMEOUT = 10;
    static final int SLAVE_NOT_AVAILABLE = 11;
    static final int FLUSH_SLAVE_TIMEOUT = 12;

    static Behaviour ok(int afterMs) {
        return new Behaviour(Kind.answer, afterMs, 0);
    }

    static Behaviour status(int code, int afterMs) {
        return new Behaviour(Kind.answer, afterMs, code);
    }

    static Behaviour error(int code, int afterMs) {
        return new Behaviour(Kind.error, afterMs, code);
    }

    static Behaviour hang() {
        return new Behaviour(Kind.hang, 0, 0);
    }

    static Behaviour fin(int afterMs) {
        return new Behaviour(Kind.fin, afterMs, 0);
    }

    static Behaviour rst(int afterMs) {
        return new Behaviour(Kind.rst, afterMs, 0);
    }

    List<Object> toJson() {
        List<Object> tuple = new ArrayList<>();
        tuple.add(kind.name());
        if (kind != Kind.hang) {
            tuple.add(afterMs);
        }
        if (kind == Kind.answer || kind == Kind.error) {
            tuple.add(code);
        }
        return tuple;
    }
}
