package rocketscope.conformance.store;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Path;
import rocketscope.conformance.Reflect;

/** Asks one file of a CommitLog, without a store, when it writes. */
final class FileRules {
    private static final Class<?> FILE = Reflect.type("org.apache.rocketmq.store.logfile.DefaultMappedFile",
        "org.apache.rocketmq.store.MappedFile");
    private static int made;

    private FileRules() {
    }

    private static String next(String folder) {
        new File(folder).mkdirs();
        return Path.of(folder, String.format("%020d", made++)).toString();
    }

    /** Whether MappedFile#flush writes when `flushed` bytes are on disk, `written` in the page cache. */
    static boolean flushes(String folder, int flushed, int written, int leastPages, int fileSize)
        throws NoSuchMethodException {
        Object file = Reflect.create(FILE, next(folder), fileSize);
        append(file, flushed);
        Reflect.call(file, "flush", 0);
        append(file, written - flushed);
        boolean moved = (int) Reflect.call(file, "flush", leastPages) > flushed;
        Reflect.call(file, "destroy", 1000L);
        return moved;
    }

    /** The same of MappedFile#commit, from a buffer of the transientStorePool into the page cache. */
    static boolean commits(String folder, int committed, int written, int leastPages, int fileSize) throws Exception {
        Object pool = pool(fileSize);
        Reflect.call(pool, "init");
        Object file = Reflect.create(FILE, next(folder), fileSize, pool);
        append(file, committed);
        Reflect.call(file, "commit", 0);
        append(file, written - committed);
        // A full file gives its buffer back, so the channel tells what was written.
        Object channel = Reflect.call(file, "getFileChannel");
        Reflect.call(file, "commit", leastPages);
        boolean moved = ((java.nio.channels.FileChannel) channel).position() > committed;
        Reflect.call(file, "destroy", 1000L);
        return moved;
    }

    private static Object pool(int fileSize) throws Exception {
        Class<?> type = Reflect.type("org.apache.rocketmq.store.TransientStorePool");
        if (Reflect.hasConstructor(type, 2)) {
            return Reflect.create(type, 1, fileSize);
        }
        Object config = Reflect.create(Reflect.type("org.apache.rocketmq.store.config.MessageStoreConfig"));
        Reflect.call(config, "setTransientStorePoolSize", 1);
        Reflect.call(config, "setMappedFileSizeCommitLog", fileSize);
        return Reflect.create(type, config);
    }

    private static void append(Object file, int bytes) throws NoSuchMethodException {
        if (bytes == 0) {
            return;
        }
        // By its types: others of that name have three parameters as well.
        Method append = FILE.getMethod("appendMessage", byte[].class, int.class, int.class);
        if (!(boolean) Reflect.invoke(append, file, new byte[bytes], 0, bytes)) {
            throw new IllegalStateException(bytes + " bytes do not fit");
        }
    }
}
