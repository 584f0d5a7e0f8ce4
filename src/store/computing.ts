// How much of a run is computed at a time.

/**
 * Events that one call of the engine may handle while somebody waits for a frame: some ms of real time, also where an input
 * makes a crowd send without a pause.
 */
export const EVENTS_AT_ONCE = 20_000
