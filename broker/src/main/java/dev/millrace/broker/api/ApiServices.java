package dev.millrace.broker.api;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.metrics.Traffic;
import dev.millrace.broker.parking.ParkedRequests;
import dev.millrace.broker.security.AccessControl;
import dev.millrace.broker.security.ScramUsers;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.transaction.TransactionCoordinator;

/**
 * What the handlers work with.
 *
 * <p>Confined to the event-loop thread.
 *
 * @param settings what the broker was told
 * @param node the broker as clients see it
 * @param catalog topics and their logs
 * @param groups consumer groups
 * @param transactions transactional ids
 * @param markers ends transactions in partitions
 * @param users who log in by SCRAM
 * @param access decides who may do what; null if everybody may do everything
 * @param durability waits for the disk
 * @param fetches fetches that wait for records, by partition
 * @param traffic counts what is written and read
 * @param time says how long they may wait
 */
public record ApiServices(
        BrokerSettings settings,
        ThisNode node,
        TopicCatalog catalog,
        GroupCoordinator groups,
        TransactionCoordinator transactions,
        PartitionMarkers markers,
        ScramUsers users,
        @Nullable AccessControl access,
        Durability durability,
        ParkedRequests<TopicPartition> fetches,
        Traffic traffic,
        Time time) {}
