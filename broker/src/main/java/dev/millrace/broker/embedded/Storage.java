package dev.millrace.broker.embedded;

import java.io.IOException;

import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.io.Disk;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.security.AccessControl;
import dev.millrace.broker.security.ScramUsers;
import dev.millrace.broker.settings.BrokerSettings;

/**
 * What a broker has in its data directory.
 *
 * @param catalog topics and their logs
 * @param groupCommit syncs the logs
 * @param users who log in by SCRAM
 * @param access decides who may do what; null if everybody may do everything
 */
record Storage(TopicCatalog catalog, GroupCommit groupCommit, ScramUsers users, @Nullable AccessControl access) {

    /** Takes possession of the data directory and reads what is in it. */
    static Storage open(BrokerSettings settings, GroupCommit groupCommit, OpenParts parts, Time time)
            throws IOException {
        var directory = settings.dataDirectory();
        TopicCatalog catalog =
                parts.opened(TopicCatalog.open(directory, settings.topics().config(), groupCommit, time));
        AccessControl access = settings.authorizer().enabled()
                ? AccessControl.open(settings.authorizer(), Disk.LOCAL, directory)
                : null;
        return new Storage(catalog, groupCommit, ScramUsers.open(Disk.LOCAL, directory), access);
    }
}
