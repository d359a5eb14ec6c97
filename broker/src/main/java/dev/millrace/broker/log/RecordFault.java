package dev.millrace.broker.log;

/**
 * What is wrong with one record of a refused batch.
 *
 * @param index position of the record in the batch, from 0
 * @param message for the producer's eyes
 */
public record RecordFault(int index, String message) {}
