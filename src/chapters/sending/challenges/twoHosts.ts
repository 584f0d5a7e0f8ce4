import type { Challenge } from '../../challenge'
import { kill, lessonInput } from '../../lessonInput'
import { elected, failedSends, firstBrokers, restart } from './moves'

const END_MS = 60_000

export const twoHosts: Challenge = {
  id: 'two-hosts',
  level: 2,
  title: { zh: '两台主机失效，一条不丢', en: 'Two hosts die, no message is lost' },
  situation: {
    zh: '两组 Broker，各有三个 DLedger 节点。生产者最多重试 2 次。',
    en: 'Two Broker groups with three DLedger nodes each. The producer retries up to 2 times.',
  },
  goal: {
    zh: '让两组 Broker 的 Master 都失效，各自选出新 Master，而到 60 秒没有一条消息发送失败。',
    en: 'Make both Masters fail and both groups elect a new one, without a single failed send up to 60 s.',
  },
  input: lessonInput('article'),
  endMs: END_MS,
  rules: {
    actions: ['kill', 'powerOff', 'stop', 'restart'],
    brokers: firstBrokers(2),
    settings: [],
    most: 4,
    untilMs: END_MS,
  },
  judge: [failedSends(END_MS, { equals: 0 }), elected('broker-a', END_MS), elected('broker-b', END_MS)],
  par: 2,
  solution: [kill(5000), kill(22_000, 'broker-b/master')],
  lazy: [
    [kill(5000), kill(5000, 'broker-b/master')],
    [kill(5000), kill(12_000, 'broker-b/master')],
    [kill(5000), kill(17_000, 'broker-b/master')],
  ],
  longer: [kill(5000), kill(22_000, 'broker-b/master'), restart(40_000, 'broker-a/n0')],
  hint: {
    zh: '选出新 Master 还不够：生产者什么时候才知道它？',
    en: 'An elected Master is not enough: when does the producer learn its address?',
  },
  explain: {
    zh: '新 Master 先要当选，再向 NameServer 注册，生产者下一次取路由才拿到它的地址。到那时第二组才可以失效：任何时刻都有一组可写。',
    en: 'The new Master has to be elected and to register, and the producer gets its address with the next route poll. Only then may the second group fail: at any moment one group takes messages.',
  },
  gotcha: 'S7',
}
