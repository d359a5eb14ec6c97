package dev.millrace.broker.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * ACLs on disk, behind the frame of {@link CheckpointFile}: {@code 1:i8 count:i32}, then for each {@code type:i8
 * name:utf pattern:i8 principal:utf host:utf operation:i8 permission:i8}, numbered as the protocol does.
 *
 * <p>Immutable.
 */
final class AclFile {
    private static final String FILE = "acls";
    private static final int VERSION = 1;

    private final Path path;
    private final CheckpointFile file;

    AclFile(Disk disk, Path dataDirectory) {
        path = dataDirectory.resolve(FILE);
        file = new CheckpointFile(disk, path);
    }

    /**
     * Reads the ACLs; none if there is no file.
     *
     * @throws IOException if the file cannot be read or is broken; a broker must not start without its ACLs
     */
    Set<AclBinding> read() throws IOException {
        Optional<byte[]> content = file.read();
        Set<AclBinding> bindings = new HashSet<>();
        if (content.isEmpty()) {
            return bindings;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content.get()))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new BrokenFile(path, "version " + version + " of a file of ACLs is not known");
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                bindings.add(readOne(in));
            }
        } catch (EOFException e) {
            throw new BrokenFile(path, "the ACLs end in the middle of one");
        }
        return bindings;
    }

    private AclBinding readOne(DataInputStream in) throws IOException {
        ResourceType type = ResourceType.fromCode(in.readByte());
        String name = in.readUTF();
        PatternType pattern = PatternType.fromCode(in.readByte());
        String principal = in.readUTF();
        String host = in.readUTF();
        AclOperation operation = AclOperation.fromCode(in.readByte());
        AclPermissionType permission = AclPermissionType.fromCode(in.readByte());
        if (type.isUnknown() || pattern.isUnknown() || operation.isUnknown() || permission.isUnknown()) {
            throw new BrokenFile(path, "an ACL on " + name + " for " + principal + " has a number that is not known");
        }
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(principal, host, operation, permission));
    }

    /**
     * Replaces the ACLs on disk.
     *
     * @throws IOException if the file cannot be written; then the former ones are still there
     */
    void write(Collection<AclBinding> bindings) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(bindings.size());
            for (AclBinding binding : List.copyOf(bindings)) {
                out.writeByte(binding.pattern().resourceType().code());
                out.writeUTF(binding.pattern().name());
                out.writeByte(binding.pattern().patternType().code());
                out.writeUTF(binding.entry().principal());
                out.writeUTF(binding.entry().host());
                out.writeByte(binding.entry().operation().code());
                out.writeByte(binding.entry().permissionType().code());
            }
        }
        file.write(bytes.toByteArray());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
