// How a process is.

/** How a process is, whatever anybody else believes about it. */
export type ProcessState =
  | 'running'
  /** The process was killed; its host still answers "connection refused". */
  | 'killed'
  /** The host is gone: nothing answers, connections stay open on the other side. */
  | 'poweredOff'
  /** The process exists but does nothing (stop-the-world pause, SIGSTOP); the kernel still accepts connections. */
  | 'frozen'
  /** Graceful stop: it has left the NameServer and finishes what it has begun. */
  | 'stopping'
  | 'stopped'
  /** Started again, not yet serving. */
  | 'starting'

export const isDown = (process: ProcessState): boolean =>
  process === 'killed' || process === 'poweredOff' || process === 'stopped'
