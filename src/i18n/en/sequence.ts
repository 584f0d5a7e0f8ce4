import type { SequenceMessages } from '../sequence'

export const sequence: SequenceMessages = {
  askRoute: 'asks for the route',
  noTopic: 'no such Topic',
  noRouteAnswer: 'no answer: the old route stays',
  producer: (number) => (number === null ? 'Producer' : `Producer ${number}`),
  send: (message, queueId, attempt) => `message ${message} → q${queueId}${attempt > 1 ? ` (attempt ${attempt})` : ''}`,
  answer: (message, status, latencyMs) => `message ${message}: ${status}, ${latencyMs} ms`,
  failed: (message, cause) => `message ${message}: ${cause}`,
  route: (queues, changed) =>
    `route: ${queues} ${queues === 1 ? 'queue' : 'queues'}, ${changed ? 'changed' : 'the same'}`,
  pulled: (queue, offset, count) =>
    `${count} ${count === 1 ? 'message' : 'messages'} of ${queue} from offset ${offset} on`,
  leftOut: (count) => (count === 1 ? '1 more event omitted' : `${count} more events omitted`),
}
