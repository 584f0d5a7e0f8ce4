// How much later a copy of an action comes.

/** ms of virtual time */
export const COPY_LATER_MS = 5000
