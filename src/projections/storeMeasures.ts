// What is measured of the inside of Brokers over time: storeSeries.ts has the figures, and is loaded with their chart.

/**
 * `queue`: messages in the send queue; `dirty`: bytes in the page cache that are not on disk; `flushLag`: ms for which the oldest of
 * them has waited; `replicationLag`: bytes that the last of the Slaves lacks.
 */
export const STORE_MEASURES = ['queue', 'dirty', 'flushLag', 'replicationLag'] as const
export type StoreMeasure = (typeof STORE_MEASURES)[number]
