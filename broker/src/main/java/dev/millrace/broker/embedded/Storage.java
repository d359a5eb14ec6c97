package dev.millrace.broker.embedded;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.io.Disk;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.LogEnvironment;
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

    /**
     * Takes possession of the data directory and reads what is in it.
     *
     * @param environment how logs are written; its disk is that of all files
     */
    static Storage open(BrokerSettings settings, LogEnvironment environment, OpenParts parts) throws IOException {
        var directory = settings.dataDirectory();
        Disk disk = environment.disk();
        TopicCatalog catalog =
                parts.opened(TopicCatalog.open(directory, settings.topics().config(), environment));
        AccessControl access =
                settings.authorizer().enabled() ? AccessControl.open(settings.authorizer(), disk, directory) : null;
        return new Storage(catalog, environment.groupCommit(), ScramUsers.open(disk, directory), access);
    }
}
