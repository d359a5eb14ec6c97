package dev.millrace.broker.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.security.authenticator.CredentialCache;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * The users that log in by SCRAM (RFC 5802), salted, in a file of the data directory. A change is on disk before it
 * holds, and holds for the next login; who is logged in stays so.
 *
 * <p>The file, behind the frame of {@link CheckpointFile}: {@code 1:i8 count:i32}, then for each user and mechanism
 * {@code user:utf mechanism:i8 iterations:i32} and salt, stored key and server key, each with its length as an int.
 *
 * <p>Thread-safe: changes hold the monitor of the object, logins read a concurrent cache.
 */
public final class ScramUsers {
    private static final String FILE = "users";
    private static final int VERSION = 1;
    private static final int LONGEST = 1024;

    private final Path path;
    private final CheckpointFile file;
    private final SortedMap<String, Map<ScramMechanism, ScramCredential>> users;
    private final CredentialCache cache = new CredentialCache();

    private ScramUsers(Path path, CheckpointFile file, SortedMap<String, Map<ScramMechanism, ScramCredential>> users) {
        this.path = path;
        this.file = file;
        this.users = users;
        ScramCredentialUtils.createCache(cache, ScramMechanism.mechanismNames());
        users.forEach((user, credentials) ->
                credentials.forEach((mechanism, credential) -> cached(mechanism).put(user, credential)));
    }

    /**
     * Reads the users of a data directory; none if there is no file.
     *
     * @throws IOException if the file cannot be read or is broken
     */
    public static ScramUsers open(Disk disk, Path dataDirectory) throws IOException {
        Path path = dataDirectory.resolve(FILE);
        CheckpointFile file = new CheckpointFile(disk, path);
        Optional<byte[]> content = file.read();
        return new ScramUsers(path, file, content.isEmpty() ? new TreeMap<>() : parse(path, content.get()));
    }

    private static SortedMap<String, Map<ScramMechanism, ScramCredential>> parse(Path path, byte[] content)
            throws IOException {
        SortedMap<String, Map<ScramMechanism, ScramCredential>> users = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new BrokenFile(path, "version " + version + " of a file of users is not known");
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                parseOne(path, in, users);
            }
        } catch (EOFException e) {
            throw new BrokenFile(path, "the users end in the middle of one");
        }
        return users;
    }

    private static void parseOne(
            Path path, DataInputStream in, SortedMap<String, Map<ScramMechanism, ScramCredential>> users)
            throws IOException {
        String user = in.readUTF();
        ScramMechanism mechanism = ScramMechanisms.of(in.readByte());
        if (mechanism == null) {
            throw new BrokenFile(path, "a mechanism that is not known");
        }
        int iterations = in.readInt();
        byte[] salt = readBytes(path, in);
        byte[] storedKey = readBytes(path, in);
        byte[] serverKey = readBytes(path, in);
        users.computeIfAbsent(user, name -> new EnumMap<>(ScramMechanism.class))
                .put(mechanism, new ScramCredential(salt, storedKey, serverKey, iterations));
    }

    private static byte[] readBytes(Path path, DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new BrokenFile(path, length + " bytes are no key");
        }
        return in.readNBytes(length);
    }

    /** Returns the cache from which logins are answered. */
    public CredentialCache cache() {
        return cache;
    }

    private CredentialCache.Cache<ScramCredential> cached(ScramMechanism mechanism) {
        return cache.cache(mechanism.mechanismName(), ScramCredential.class);
    }

    /** Returns the names of all users. */
    public synchronized Set<String> names() {
        return Set.copyOf(users.keySet());
    }

    /** Returns the iterations of a user's keys by mechanism; empty for one that is not known. */
    public synchronized SortedMap<ScramMechanism, Integer> iterations(String user) {
        SortedMap<ScramMechanism, Integer> found = new TreeMap<>();
        users.getOrDefault(user, Map.of())
                .forEach((mechanism, credential) -> found.put(mechanism, credential.iterations()));
        return found;
    }

    /**
     * Gives a user keys for a mechanism, in place of former ones.
     *
     * @throws IOException if the file cannot be written; then nothing has changed
     */
    public synchronized void put(String user, ScramMechanism mechanism, ScramCredential credential) throws IOException {
        change(user, mechanism, credential);
        cached(mechanism).put(user, credential);
    }

    /**
     * Takes a user's keys for a mechanism away.
     *
     * @return whether there were any
     * @throws IOException if the file cannot be written; then nothing has changed
     */
    public synchronized boolean remove(String user, ScramMechanism mechanism) throws IOException {
        if (!users.getOrDefault(user, Map.of()).containsKey(mechanism)) {
            return false;
        }
        change(user, mechanism, null);
        cached(mechanism).remove(user);
        return true;
    }

    private void change(String user, ScramMechanism mechanism, @Nullable ScramCredential credential)
            throws IOException {
        SortedMap<String, Map<ScramMechanism, ScramCredential>> changed = new TreeMap<>(users);
        Map<ScramMechanism, ScramCredential> own = new EnumMap<>(ScramMechanism.class);
        own.putAll(users.getOrDefault(user, Map.of()));
        if (credential == null) {
            own.remove(mechanism);
        } else {
            own.put(mechanism, credential);
        }
        if (own.isEmpty()) {
            changed.remove(user);
        } else {
            changed.put(user, own);
        }
        file.write(bytes(changed));
        users.clear();
        users.putAll(changed);
    }

    private static byte[] bytes(SortedMap<String, Map<ScramMechanism, ScramCredential>> users) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(users.values().stream().mapToInt(Map::size).sum());
            for (Map.Entry<String, Map<ScramMechanism, ScramCredential>> user : users.entrySet()) {
                for (Map.Entry<ScramMechanism, ScramCredential> entry :
                        user.getValue().entrySet()) {
                    ScramCredential credential = entry.getValue();
                    out.writeUTF(user.getKey());
                    out.writeByte(ScramMechanisms.number(entry.getKey()));
                    out.writeInt(credential.iterations());
                    writeBytes(credential.salt(), out);
                    writeBytes(credential.storedKey(), out);
                    writeBytes(credential.serverKey(), out);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void writeBytes(byte[] value, DataOutputStream out) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    @Override
    public String toString() {
        return "users in " + path;
    }
}
