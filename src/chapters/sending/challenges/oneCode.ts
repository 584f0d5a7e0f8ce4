import { SINCE } from '../../../projections/releaseFacts'
import type { Challenge } from '../../challenge'
import { lessonInput } from '../../lessonInput'
import { failedSends, firstBrokers, inject } from './moves'

const END_MS = 20_000
const A = 'broker-a/master'

export const oneCode: Challenge = {
  id: 'one-code',
  level: 2,
  title: { zh: '两台健康，一次失败', en: 'Two healthy Brokers, one failed send' },
  situation: {
    zh: '客户端 5.3.3，同步发送，最多重试 2 次。两组 Broker 都健康。',
    en: 'Client 5.3.3, SYNC, up to 2 retries. Both Brokers are healthy.',
  },
  goal: {
    zh: '只用错误码，让 0 到 20 秒内恰好一条消息发送失败。',
    en: 'With response codes alone, make exactly one send fail between 0 and 20 s.',
  },
  input: lessonInput('2m-noslave'),
  endMs: END_MS,
  rules: { actions: ['injectResponse'], brokers: firstBrokers(2), settings: [], most: 3, untilMs: END_MS },
  judge: [failedSends(END_MS, { equals: 1 })],
  par: 1,
  solution: [inject(5000, A, 13)],
  lazy: [[inject(5000, A, 1)], [inject(5000, A, 2)], [inject(5000, A, 13, 1_000_000)]],
  longer: [inject(3000, A, 1), inject(5000, A, 13)],
  hint: {
    zh: '有些错误码会重试，有些直接抛给应用。',
    en: 'The client retries some codes and hands others to the application at once.',
  },
  explain: {
    zh: `MESSAGE_ILLEGAL（13）不在 retryResponseCodes 里：换一台 Broker 也会拒收，所以不重试，直接抛给应用。SYSTEM_ERROR 一直重试，SYSTEM_BUSY 从 ${SINCE.retriesSystemBusy} 起重试。`,
    en: `MESSAGE_ILLEGAL (13) is not among retryResponseCodes: another Broker would reject the message as well, so the application gets it at once. SYSTEM_ERROR is always retried, SYSTEM_BUSY from ${SINCE.retriesSystemBusy}.`,
  },
  gotcha: 'S12',
}
