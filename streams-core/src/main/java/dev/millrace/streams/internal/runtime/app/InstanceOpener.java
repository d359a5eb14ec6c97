package dev.millrace.streams.internal.runtime.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KafkaClientSupplier;
import dev.millrace.streams.internal.assignment.ClusterFacts;
import dev.millrace.streams.internal.assignment.InternalTopicCreator;
import dev.millrace.streams.internal.assignment.Leadership;
import dev.millrace.streams.internal.assignment.SubtopologyTopics;
import dev.millrace.streams.internal.changelog.ChangelogEnds;
import dev.millrace.streams.internal.changelog.Restorer;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.OutputOpener;
import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.output.TransactionalOutput;
import dev.millrace.streams.internal.runtime.commit.AtLeastOnceCommit;
import dev.millrace.streams.internal.runtime.commit.CommitProtocol;
import dev.millrace.streams.internal.runtime.commit.ExactlyOnceCommit;
import dev.millrace.streams.internal.runtime.commit.OffsetCommitter;
import dev.millrace.streams.internal.runtime.task.GlobalTaskFactory;
import dev.millrace.streams.internal.runtime.task.TaskFactory;
import dev.millrace.streams.internal.runtime.task.TaskResources;
import dev.millrace.streams.internal.runtime.thread.FillProgress;
import dev.millrace.streams.internal.runtime.thread.GlobalThread;
import dev.millrace.streams.internal.runtime.thread.GroupOffsets;
import dev.millrace.streams.internal.runtime.thread.InputTopics;
import dev.millrace.streams.internal.runtime.thread.LoopSettings;
import dev.millrace.streams.internal.runtime.thread.Mailbox;
import dev.millrace.streams.internal.runtime.thread.Membership;
import dev.millrace.streams.internal.runtime.thread.OffsetResets;
import dev.millrace.streams.internal.runtime.thread.PauseSwitch;
import dev.millrace.streams.internal.runtime.thread.RepartitionPurge;
import dev.millrace.streams.internal.runtime.thread.StreamThread;
import dev.millrace.streams.internal.runtime.thread.ThreadClients;
import dev.millrace.streams.internal.runtime.thread.ThreadListener;
import dev.millrace.streams.internal.runtime.thread.ThreadParts;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.topology.GlobalStoreSpec;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StateRestoreListener;

import static java.util.Objects.requireNonNull;

/**
 * Puts a program and its configuration together to a running instance: takes the state directory, makes the clients,
 * and makes stream threads. Used once.
 */
public final class InstanceOpener implements OpenInstance.Opener {
    private final Program program;
    private final StateDirectory directory;
    private final KafkaClientSupplier clients;
    private final OutputOpener outputs;
    private final StateRestoreListener restoreListener;
    private final StandbyUpdateListener standbyListener;
    private final PauseSwitch pause;
    private final Time time;
    private final Sensors sensors;
    private final List<SubtopologyTopics> topics;
    private final GroupEntrance entrance;
    private final ClientMetrics clientMetrics = new ClientMetrics();

    /**
     * An instance of {@code program} that keeps its state in {@code directory}.
     *
     * @param clients makes consumers and the admin client
     * @param outputs makes what the threads write to
     * @param restoreListener hears of restoring
     * @param standbyListener hears of copies that follow their changelogs
     * @param pause set from outside
     * @param sensors closed with the instance
     */
    public InstanceOpener(
            Program program,
            StateDirectory directory,
            KafkaClientSupplier clients,
            OutputOpener outputs,
            StateRestoreListener restoreListener,
            StandbyUpdateListener standbyListener,
            PauseSwitch pause,
            Time time,
            Sensors sensors) {
        this.program = requireNonNull(program, "program");
        this.directory = requireNonNull(directory, "directory");
        this.clients = requireNonNull(clients, "clients");
        this.outputs = requireNonNull(outputs, "outputs");
        this.restoreListener = requireNonNull(restoreListener, "restoreListener");
        this.standbyListener = requireNonNull(standbyListener, "standbyListener");
        this.pause = requireNonNull(pause, "pause");
        this.time = requireNonNull(time, "time");
        this.sensors = requireNonNull(sensors, "sensors");
        this.entrance = new GroupEntrance(program, clients, time);
        this.topics = program.plan().subtopologies().stream()
                .map(SubtopologyTopics::of)
                .toList();
    }

    @Override
    public OpenInstance open() {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            opened.push(sensors);
            opened.push(directory);
            UUID processId = directory.open();
            deleteLeftOver();
            Admin admin = admin();
            opened.push(admin);
            Restorer restorer = restorer(admin);
            RestoreLoop loop = restoreLoop(restorer);
            HeapShares shares = shares();
            GlobalThread global = globalThread(shares);
            Shared shared = new Shared(processId, admin, restorer, shares, global);
            return new OpenInstance(
                    (number, listener) -> thread(number, listener, shared),
                    shares,
                    loop,
                    global,
                    admin,
                    clientMetrics,
                    () -> closeAll(opened));
        } catch (RuntimeException failed) {
            closeAll(opened);
            throw failed;
        }
    }

    private RestoreLoop restoreLoop(Restorer restorer) {
        return new RestoreLoop(restorer, pause, directory, program.settings().cleanupDelayMs(), time);
    }

    private HeapShares shares() {
        RuntimeSettings settings = program.settings();
        return new HeapShares(
                settings.cacheMaxBytes(),
                settings.memory(),
                !program.plan().globalStores().isEmpty());
    }

    private Admin admin() {
        Admin admin =
                clients.getAdmin(program.config().getAdminConfigs(program.ids().admin()));
        clientMetrics.add(admin::metrics);
        return admin;
    }

    private Restorer restorer(Admin admin) {
        Consumer<byte[], byte[]> consumer = clients.getRestoreConsumer(
                program.config().getRestoreConsumerConfigs(program.ids().restoreConsumer()));
        clientMetrics.add(consumer::metrics);
        return new Restorer(
                consumer,
                program.settings().exactlyOnce() ? ChangelogEnds.written(admin) : ChangelogEnds.readableBy(consumer),
                restoreListener,
                standbyListener,
                time,
                program.settings().taskTimeoutMs());
    }

    /** What was left behind long ago is not worth catching up from. */
    private void deleteLeftOver() {
        if (program.settings().cleanupMaxAgeMs() >= 0) {
            directory.deleteObsolete(program.settings().cleanupMaxAgeMs());
        }
    }

    private @Nullable GlobalThread globalThread(HeapShares shares) {
        List<GlobalStoreSpec> globals = program.plan().globalStores();
        if (globals.isEmpty()) {
            return null;
        }
        Consumer<byte[], byte[]> consumer =
                clients.getGlobalConsumer(program.config().getGlobalConsumerConfigs(program.clientId()));
        clientMetrics.add(consumer::metrics);
        return new GlobalThread(
                consumer,
                new GlobalTaskFactory(
                        globals, program.config(), program.settings(), shares.ofGlobals(), directory, time, sensors),
                directory,
                new FillProgress(restoreListener),
                loopSettings(),
                time);
    }

    private LoopSettings loopSettings() {
        RuntimeSettings settings = program.settings();
        return new LoopSettings(
                settings.pollMs(), settings.commitIntervalMs(), settings.taskTimeoutMs(), settings.logSummaryMs());
    }

    private StreamThread thread(int number, ThreadListener listener, Shared shared) {
        String name = program.ids().thread(number);
        RuntimeSettings settings = program.settings();
        Membership membership = membership(shared);
        GroupEntrance.Entered entered = entrance.enter(program.ids().consumer(name), number, membership);
        ThreadClients own = clients(name, number, entered.consumer(), shared.processId());
        StoreBudget budget = shared.shares().ofThread();
        TaskFactory tasks = new TaskFactory(program.plan(), program.config(), settings, resources(own, budget, shared));
        ThreadParts parts = new ThreadParts(
                new InputTopics(topics),
                new OffsetResets(program.plan(), program.offsetReset(), time),
                tasks::create,
                tasks::createStandby,
                shared.restorer(),
                directory,
                budget.uncommitted(),
                loopSettings(),
                pause,
                time);
        return new StreamThread(name, own, membership, entered.seat(), protocol(own, shared), parts, listener);
    }

    private Membership membership(Shared shared) {
        RuntimeSettings settings = program.settings();
        InternalTopicCreator creator = new InternalTopicCreator(
                shared.admin(), time, (short) settings.replicationFactor(), settings.taskTimeoutMs());
        Leadership leadership = new Leadership(
                creator,
                new ClusterFacts(shared.admin()),
                settings.placement().configs(),
                settings.placement().assignor(),
                program.config().originals(),
                time);
        return new Membership(
                shared.processId(),
                topics,
                leadership,
                directory,
                program.endpoint(),
                program.config().getClientTags());
    }

    private CommitProtocol protocol(ThreadClients own, Shared shared) {
        if (own.output() instanceof TransactionalOutput transactions) {
            OffsetCommitter offsets = ExactlyOnceCommit.offsetsOf(transactions, own.consumer()::groupMetadata);
            return new ExactlyOnceCommit(transactions, purging(offsets, shared));
        }
        OffsetCommitter offsets = new GroupOffsets(own.consumer(), own.mailbox());
        return new AtLeastOnceCommit(own.output(), purging(offsets, shared));
    }

    private OffsetCommitter purging(OffsetCommitter offsets, Shared shared) {
        Set<String> repartitions = new HashSet<>();
        topics.forEach(
                subtopology -> repartitions.addAll(subtopology.repartitions().keySet()));
        return new RepartitionPurge(
                offsets, shared.admin(), repartitions, program.settings().repartitionPurgeMs(), time);
    }

    private ThreadClients clients(String name, int number, Consumer<byte[], byte[]> consumer, UUID processId) {
        try {
            return new ThreadClients(consumer, output(name, number, processId), new Mailbox(consumer));
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    /** The id of its transactions is the same after a restart, so that those left open are ended then. */
    private RecordOutput output(String thread, int number, UUID processId) {
        Map<String, Object> configs =
                program.config().getProducerConfigs(program.ids().producer(thread));
        if (!program.settings().exactlyOnce()) {
            return outputs.open(configs);
        }
        configs.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                program.settings().applicationId() + "-" + processId + "-" + number);
        return new TransactionalOutput(() -> clients.getProducer(configs));
    }

    private TaskResources resources(ThreadClients own, StoreBudget budget, Shared shared) {
        return new TaskResources(
                own.output(),
                budget,
                own.consumer()::currentLag,
                directory,
                shared.global() == null ? Map.of() : shared.global().readableStores(),
                time,
                sensors);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            Utils.closeQuietly(opened.pop(), "shared part of the instance");
        }
    }

    /** What the threads of an instance share. */
    private record Shared(
            UUID processId, Admin admin, Restorer restorer, HeapShares shares, @Nullable GlobalThread global) {}
}
