// How a process is.

/** How a process is, whatever anybody else believes about it. */
export type ProcessState =
  | 'running'
  /** Killed, but not gone yet: its host still takes what is sent, and nobody reads it. */
  | 'dying'
  /** The process was killed; its host still answers "connection refused". */
  | 'killed'
  /** The host is gone: nothing answers, connections stay open on the other side. */
  | 'poweredOff'
  /** The process exists but does nothing (stop-the-world pause, SIGSTOP); the kernel still accepts connections. */
  | 'frozen'
  /** Graceful stop: it still serves, and finishes what it has begun. */
  | 'stopping'
  /** Graceful stop: its port is closed, and the process is not over yet. */
  | 'portClosed'
  | 'stopped'
  /** Started again, not yet serving. */
  | 'starting'

/** Is the process on its way out? */
export const isEnding = (process: ProcessState): boolean =>
  process === 'dying' || process === 'stopping' || process === 'portClosed'

export const isDown = (process: ProcessState): boolean =>
  process === 'killed' || process === 'poweredOff' || process === 'stopped'
