package rocketscope.conformance.sendloop;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;

/**
 * A server on the loopback address that keeps one port for its whole life and can go down and come up on it.
 * While down it refuses connections.
 */
abstract class Peer {
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    /** Bound and never listening: keeps the port ours while we are down, and connections to it are refused. */
    private final Socket portHolder = new Socket();
    private ServerSocket listener;
    private Thread acceptor;

    Peer(boolean upAtStart) throws IOException {
        portHolder.setReuseAddress(true);
        portHolder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = portHolder.getLocalPort();
        if (upAtStart) {
            goUp();
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    synchronized void goUp() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        listener = server;
        acceptor = new Thread(() -> accept(server), "peer-" + port);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    synchronized void goDown(boolean reset) throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
            try {
                acceptor.join(); // the port stops listening only when the acceptor has let go of it
            } catch (InterruptedException neverAsked) {
                throw new IllegalStateException(neverAsked);
            }
        }
        for (Socket connection : connections) {
            close(connection, reset);
        }
        connections.clear();
    }

    synchronized void end() throws IOException {
        goDown(true);
        portHolder.close();
    }

    /** Closes unless that has happened already: script, timer and reader may all find that the connection is over. */
    static void close(Socket connection, boolean reset) throws IOException {
        synchronized (connection) {
            if (connection.isClosed()) {
                return;
            }
            if (reset) {
                connection.setSoLinger(true, 0);
            }
            connection.close();
        }
    }

    private void accept(ServerSocket server) {
        while (true) {
            Socket connection;
            try {
                connection = server.accept();
                connection.setTcpNoDelay(true);
            } catch (IOException closed) {
                return; // the listener went down
            }
            connections.add(connection);
            Thread reader = new Thread(() -> read(connection), "peer-connection-" + port);
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void read(Socket connection) {
        try {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (true) {
                handle(connection, Frames.read(in));
            }
        } catch (IOException ended) {
            // Either side closed the connection, which is part of many scripts.
            connections.remove(connection);
            try {
                close(connection, false);
            } catch (IOException alreadyGone) {
                return;
            }
        }
    }

    abstract void handle(Socket connection, RemotingCommand request) throws IOException;

    /** Answers unless the connection is gone: a client that gave up may have closed it, as some releases do. */
    static void answer(Socket connection, RemotingCommand answer) {
        try {
            Frames.write(connection.getOutputStream(), answer);
        } catch (IOException gone) {
            return;
        }
    }
}
