package dev.millrace.streams.internal.runtime.app;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.KafkaClientSupplier;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.OutputOpener;
import dev.millrace.streams.internal.output.ProducerOutput;
import dev.millrace.streams.internal.output.wire.WireOpener;
import dev.millrace.streams.internal.runtime.thread.PauseSwitch;
import dev.millrace.streams.internal.topology.TopologyDefinition;

/**
 * The parts of an instance that is not started yet.
 *
 * @param directory its local state
 * @param sensors what it measures
 * @param application runs it
 * @param listeners hear of its stores being restored
 * @param pause whether it is paused
 */
public record Instance(
        Program program,
        StateDirectory directory,
        Sensors sensors,
        Application application,
        RestoreListeners listeners,
        PauseSwitch pause,
        Time time) {
    /**
     * Plans {@code topology}, and connects to nothing yet.
     *
     * @param clients makes what it talks to the cluster with
     * @param writesDirectly whether threads may write without a producer of {@code clients}
     * @throws org.apache.kafka.common.config.ConfigException if a setting is not to be had
     * @throws dev.millrace.streams.errors.TopologyException if the topology cannot run
     */
    public static Instance of(
            TopologyDefinition topology,
            StreamsConfig config,
            KafkaClientSupplier clients,
            boolean writesDirectly,
            Time time) {
        Program program = Program.of(topology, config);
        StateDirectory directory = new StateDirectory(
                program.settings().stateDirectory(), program.settings().applicationId(), program.persistent(), time);
        Sensors sensors = Sensors.reported(config, program.clientId(), time);
        RestoreListeners listeners = new RestoreListeners();
        PauseSwitch pause = new PauseSwitch();
        OutputOpener producers = configs -> new ProducerOutput(clients.getProducer(configs));
        OutputOpener outputs = writesDirectly ? new WireOpener(producers, time) : producers;
        InstanceOpener opener =
                new InstanceOpener(program, directory, clients, outputs, listeners, listeners, pause, time, sensors);
        Application application = new Application(program.clientId(), program.streamThreads(), opener);
        return new Instance(program, directory, sensors, application, listeners, pause, time);
    }
}
