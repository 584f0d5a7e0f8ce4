import type { Challenge } from '../../challenge'
import { countOf } from '../../figure'
import { kill, lessonInput } from '../../lessonInput'
import { failedSends, firstBrokers, slow } from './moves'

const END_MS = 30_000
const A = 'broker-a/master'

export const storeTwice: Challenge = {
  id: 'store-twice',
  level: 3,
  title: { zh: '一条消息，两份副本', en: 'One message, two copies' },
  situation: {
    zh: '客户端 5.3.3，规避开关打开，每次尝试最多等 500 ms（sendMsgMaxTimeoutPerRequest）。',
    en: 'Client 5.3.3 with the switch on. An attempt may take 500 ms (sendMsgMaxTimeoutPerRequest).',
  },
  goal: {
    zh: '到 30 秒，恰好一条消息存了两份，而没有一条发送失败。',
    en: 'By 30 s, exactly one message is stored twice and no send has failed.',
  },
  input: lessonInput('2m-noslave', { sendLatencyFaultEnable: true, sendMsgMaxTimeoutPerRequest: 500 }),
  endMs: END_MS,
  rules: {
    actions: ['slow', 'freeze', 'resume', 'kill', 'restart'],
    brokers: firstBrokers(2),
    settings: [],
    most: 3,
    untilMs: END_MS,
  },
  judge: [
    {
      claim: { figure: countOf('extraCopies', 0, END_MS), equals: 1 },
      label: { zh: '多存的副本', en: 'Extra copies' },
    },
    failedSends(END_MS, { equals: 0 }),
  ],
  par: 1,
  solution: [slow(22_000, A, 1000)],
  lazy: [[kill(22_000)], [slow(22_000, A, 300)], [slow(5000, A, 1000)], [{ atMs: 22_000, type: 'freeze', target: A }]],
  longer: [slow(5000, A, 1000), slow(7000, A, 0)],
  hint: {
    zh: '应答要晚到，但请求要写进去。第二次又在什么时候？',
    en: 'The answer has to come too late, but the message has to be written. And when would the next one be?',
  },
  explain: {
    zh: '等不到应答不等于没有存入：broker-a 写入了，应答却在 500 ms 之后，于是重试在 broker-b 又存了一份。随后 10 秒的规避窗口挡住了下一次。',
    en: 'No answer does not mean not stored: broker-a writes the message, its answer takes more than 500 ms, and the retry stores it again on broker-b. A window of 10 s then keeps the next one away.',
  },
  gotcha: 'S20',
}
