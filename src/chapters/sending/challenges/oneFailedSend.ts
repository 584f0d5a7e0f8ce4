import type { Challenge } from '../../challenge'
import { kill, lessonInput } from '../../lessonInput'
import { failedSends, firstBrokers, restart } from './moves'

const END_MS = 30_000

export const oneFailedSend: Challenge = {
  id: 'one-failed-send',
  level: 1,
  title: { zh: '只失败一次', en: 'Exactly one' },
  situation: {
    zh: '这个生产者不重试（retryTimesWhenSendFailed 为 0），每 10 秒取一次路由。',
    en: 'This producer does not retry (retryTimesWhenSendFailed is 0) and polls the route every 10 s.',
  },
  goal: { zh: '制造故障，让 0 到 30 秒内恰好一条消息发送失败。', en: 'Make exactly one send fail between 0 and 30 s.' },
  input: lessonInput('article', { retryTimesWhenSendFailed: 0 }),
  endMs: END_MS,
  rules: {
    actions: ['kill', 'powerOff', 'freeze', 'resume', 'stop', 'restart'],
    brokers: firstBrokers(2),
    settings: [],
    most: 3,
    untilMs: END_MS,
  },
  judge: [failedSends(END_MS, { equals: 1 })],
  par: 1,
  solution: [kill(8000)],
  lazy: [[kill(3000)], [kill(12_000)]],
  longer: [kill(3000), restart(4500, 'broker-a/n0')],
  hint: {
    zh: '第一次失败之后，规避窗口能挡住多久？路由又在什么时候更新？',
    en: 'How long does the window keep the producer away after the first failure, and when does the route change?',
  },
  explain: {
    zh: '第一次失败打开 3 秒的规避窗口。窗口还没结束，下一次取路由就去掉了 broker-a 的队列，所以不会有第二次失败。',
    en: 'The first failure opens a window of 3 s. Before it ends, the next route poll takes the queues of broker-a away, so there is no second failure.',
  },
  gotcha: 'S24',
}
