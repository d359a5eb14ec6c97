package dev.millrace.broker.log;

import org.apache.kafka.common.utils.Time;

import dev.millrace.broker.io.Disk;

/**
 * What every log of a broker shares.
 *
 * @param disk where the files are
 * @param time stamps appends and ages segments
 * @param groupCommit syncs logs to disk
 */
public record LogEnvironment(Disk disk, Time time, GroupCommit groupCommit) {}
