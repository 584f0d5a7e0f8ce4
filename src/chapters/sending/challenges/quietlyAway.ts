import type { Challenge } from '../../challenge'
import { shareOf } from '../../figure'
import { lessonInput } from '../../lessonInput'
import { failedAttempts, firstBrokers, slow } from './moves'

const FROM_MS = 10_000
const END_MS = 70_000
const A = 'broker-a/master'

export const quietlyAway: Challenge = {
  id: 'quietly-away',
  level: 3,
  title: { zh: '悄悄移走流量', en: 'Traffic moves away' },
  situation: {
    zh: '客户端 5.3.3，规避开关打开，latencyMax 和 notAvailableDuration 是默认值，sendMsgTimeout 为 3 秒。',
    en: 'Client 5.3.3 with the switch on, latencyMax and notAvailableDuration as they ship, sendMsgTimeout 3 s.',
  },
  goal: {
    zh: '只增加延迟，让 broker-a 在 10 到 70 秒内最多存入 3% 的消息，而没有一次尝试失败。',
    en: 'With added latency alone, leave broker-a at most 3 % of the messages from 10 to 70 s, and let no attempt fail.',
  },
  input: lessonInput('2m-noslave', { sendLatencyFaultEnable: true }),
  endMs: END_MS,
  rules: { actions: ['slow'], brokers: firstBrokers(2), settings: [], most: 3, untilMs: END_MS },
  judge: [
    {
      claim: { figure: shareOf('broker-a', FROM_MS, END_MS), atMost: 3 },
      label: { zh: 'broker-a 存入的消息', en: 'Messages on broker-a' },
    },
    failedAttempts(END_MS, 0),
  ],
  par: 1,
  solution: [slow(9000, A, 2000)],
  lazy: [[slow(9000, A, 500)], [slow(9000, A, 1000)], [slow(9000, A, 5000)]],
  longer: [slow(8000, A, 1000), slow(9000, A, 2000)],
  hint: {
    zh: '表里哪一级的规避窗口够长，而耗时还没到 sendMsgTimeout？',
    en: 'Which step of the table has a window that is long enough, below sendMsgTimeout?',
  },
  explain: {
    zh: '耗时从最高一级往下比：550 ms 起规避 2 秒，1800 ms 起规避 5 秒。1.8 到 3 秒之间，每次成功都换来 5 秒的窗口，却从不超时。',
    en: 'The latency is looked up from the highest step down: from 550 ms the window is 2 s, from 1,800 ms it is 5 s. Between 1.8 and 3 s every success opens 5 s of avoidance and never times out.',
  },
  gotcha: 'S10',
}
