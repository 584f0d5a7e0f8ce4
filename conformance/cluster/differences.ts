// What is left between recordings and the engine, by name. Each is asserted to be there still: an entry whose figure agrees fails the
// test, so whoever mends a rule takes its entry out.

/** Why figures differ. The table of docs/accuracy.md says it in these words. */
export const REASONS = {} as const

export type Reason = keyof typeof REASONS

/** By recording and figure. */
export const DIFFERENCES: readonly { recording: string; because: Reason; figures: readonly string[] }[] = [
  {
    recording: 'abc-4.9.7.a-on-30',
    because: 'busy',
    figures: [
      'failedCalls',
      'callTimeout',
      'notRetried',
      'lastFailure after fault 1',
      'lastFailure after fault 3',
      'queue a0',
      'queue a1',
      'queue b1',
    ],
  },
  { recording: 'abc-4.9.7.a-on-30', because: 'stop', figures: ['dropped after fault 3', 'master after fault 3'] },
  { recording: 'abc-4.9.7.c-off-30', because: 'stop', figures: ['dropped after fault 1'] },
  {
    recording: 'abc-4.9.7.c-off-5',
    because: 'stop',
    figures: [
      'failedAttempts',
      'connectRefused',
      'dropped after fault 1',
      'route after fault 1',
      'lastFailure after fault 1',
    ],
  },
  { recording: 'abc-4.9.7.c-on-30', because: 'stop', figures: ['dropped after fault 1'] },
  { recording: 'abc-4.9.7.c-on-5', because: 'stop', figures: ['dropped after fault 1', 'route after fault 1'] },
  { recording: 'abc-5.3.3.b-off-30', because: 'edge', figures: ['attemptsUsedUp', 'callTimeout'] },
  {
    recording: 'controller-5.3.3.off-5',
    because: 'busy',
    figures: ['route after fault 1', 'lastFailure after fault 1'],
  },
  {
    recording: 'controller-5.3.3.on-5',
    because: 'busy',
    figures: ['route after fault 1', 'lastFailure after fault 1', 'queue a0', 'queue a1', 'queue b0', 'queue b1'],
  },
  { recording: 'd-4.9.7-quiet.on-5', because: 'busy', figures: ['windowMs', 'lastFailure after fault 1'] },
  { recording: 'd-4.9.7.on-5', because: 'busy', figures: ['queue b1'] },
  { recording: 'e-5.3.3-acting.off-30', because: 'load', figures: ['dropped after fault 1'] },
  { recording: 'e-5.3.3-acting.off-30', because: 'busy', figures: ['queue a0', 'queue a1'] },
  { recording: 'e-5.3.3-acting.off-5', because: 'load', figures: ['dropped after fault 1'] },
  { recording: 'e-5.3.3-acting.off-5', because: 'busy', figures: ['lastFailure after fault 1'] },
  { recording: 'e-5.3.3-acting.on-30', because: 'load', figures: ['dropped after fault 1'] },
  {
    recording: 'e-5.3.3-acting.on-30',
    because: 'busy',
    figures: ['lastFailure after fault 1', 'queue a0', 'queue a1'],
  },
  { recording: 'e-5.3.3-acting.on-5', because: 'load', figures: ['dropped after fault 1'] },
  { recording: 'e-5.3.3.off-30', because: 'busy', figures: ['lastFailure after fault 1'] },
  { recording: 'e-5.3.3.on-30', because: 'busy', figures: ['lastFailure after fault 1'] },
  { recording: 'f-5.2.0.off-30', because: 'busy', figures: ['failedCalls', 'notRetried'] },
  { recording: 'f-5.2.0.off-5', because: 'busy', figures: ['failedCalls', 'notRetried'] },
  {
    recording: 'h-4.9.7.1-off',
    because: 'crowd',
    figures: [
      'brokerError 2',
      'connectionClosed',
      'timeout',
      'failedCalls',
      'attemptsUsedUp',
      'callTimeout',
      'notRetried',
    ],
  },
  {
    recording: 'h-4.9.7.1-on',
    because: 'crowd',
    figures: ['brokerError 2', 'connectionClosed', 'failedCalls', 'attemptsUsedUp', 'callTimeout', 'notRetried'],
  },
  { recording: 'h-4.9.7.2-off-0', because: 'reset', figures: ['connectionClosed'] },
  { recording: 'h-4.9.7.2-off-0', because: 'busy', figures: ['failedCalls', 'notRetried'] },
  { recording: 'h-4.9.7.2-off-1', because: 'reset', figures: ['connectionClosed'] },
  { recording: 'h-4.9.7.2-off-2', because: 'reset', figures: ['connectionClosed'] },
  { recording: 'h-4.9.7.2-off-3', because: 'reset', figures: ['connectionClosed'] },
  { recording: 'h-4.9.7.3-off', because: 'reset', figures: ['connectionClosed'] },
  {
    recording: 'hb-4.9.7.hb-2',
    because: 'heartbeat',
    figures: [
      'failedCalls',
      'callTimeout',
      'lastFailure after fault 1',
      'lastFailure after fault 2',
      'lastFailure after fault 3',
    ],
  },
  {
    recording: 'hb-4.9.7.hb-off',
    because: 'heartbeat',
    figures: ['failedCalls', 'callTimeout', 'lastFailure after fault 2', 'lastFailure after fault 3'],
  },
  { recording: 'kill-5.3.3.on-30', because: 'busy', figures: ['lastFailure after fault 1'] },
  { recording: 'silentBroker-4.9.7.off-5', because: 'late', figures: ['lastFailure after fault 1'] },
  { recording: 'silentBroker-5.3.3.off-5', because: 'late', figures: ['lastFailure after fault 1'] },
  {
    recording: 'stop-4.9.7.off-5',
    because: 'stop',
    figures: [
      'failedAttempts',
      'connectRefused',
      'dropped after fault 1',
      'route after fault 1',
      'lastFailure after fault 1',
    ],
  },
  { recording: 'stop-4.9.7.on-5', because: 'stop', figures: ['dropped after fault 1', 'route after fault 1'] },
  { recording: 'stop-5.3.3.off-5', because: 'busy', figures: ['queue a0', 'queue a1'] },
  { recording: 'elections d0-5.2.0', because: 'load', figures: ['p10'] },
  { recording: 'elections dledger-5.3.3', because: 'load', figures: ['p10', 'p50'] },
  { recording: 'asyncPool-4.9.7/async-on', because: 'start', figures: ['calls that failed'] },
  { recording: 'asyncPool-5.3.3/async-off', because: 'start', figures: ['calls that failed'] },
  { recording: 'asyncPool-5.3.3/async-on', because: 'start', figures: ['calls that succeeded', 'calls that failed'] },
  { recording: 'silentNameServer-4.9.7/four-5', because: 'route', figures: ['first call: MQClientException'] },
  { recording: 'silentNameServer-4.9.7/two-5', because: 'route', figures: ['first call: MQClientException'] },
]
