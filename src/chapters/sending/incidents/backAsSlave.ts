import { SINCE } from '../../../projections/releaseFacts'
import { countOf } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

const failed = (fromMs: number, toMs: number) => countOf('failedMessages', fromMs, toMs)

export const backAsSlave = incident(
  {
    id: 'back-as-slave',
    gotcha: gotcha('S28'),
    title: {
      zh: '旧 Master 回来当 Slave，几十次发送失败',
      en: 'The old Master came back as a Slave, and calls failed',
    },
    summary: {
      zh: '“Master 宕机时一条没丢，它重启成功之后反而报错半天。”',
      en: '"Nothing failed when the Master died. The errors began when it was back."',
    },
    minutes: 3,
    terms: ['route', 'retryTimes'],
  },
  {
    id: 'death',
    title: { zh: '宕机：没有失败', en: 'The death: nothing fails' },
    say: {
      zh: '5.2.0，Controller 模式。Master 宕机，新 Master 立即选出；此后 5 秒失败 {failed} 条，重试挽回 {rescued} 条。',
      en: 'Release 5.2.0 in Controller mode. The Master is killed and a new one is elected at once. In the 5 s after it {failed} messages fail; retries save {rescued}.',
    },
    atMs: 7900,
    untilMs: 9000,
    speed: 0.3,
    meaning: {
      zh: '连接被拒会重试，换一台就成功。',
      en: 'A refused connection is retried, and the other group takes the message.',
    },
    figures: { failed: failed(8000, 12_900), rescued: countOf('rescuedMessages', 8000, 12_900) },
    claims: [
      { figure: failed(8000, 12_900), equals: 0 },
      { figure: countOf('rescuedMessages', 8000, 12_900), atLeast: 20 },
    ],
  },
  {
    id: 'symptom',
    title: { zh: '它回来了', en: 'It is back' },
    say: {
      zh: '13 秒时旧 Master 启动完毕，成了 Slave。到下一次取路由，{failed} 条消息失败。',
      en: 'At 13 s the old Master is up again, now a Slave. Until the next poll {failed} messages fail.',
    },
    atMs: 12_900,
    untilMs: 14_000,
    speed: 0.2,
    meaning: {
      zh: `旧路由还指着它，它用 SYSTEM_BUSY 拒绝写入。${SINCE.retriesSystemBusy} 以前的客户端不重试这个错误码。`,
      en: `The route of the producer still names it, and it refuses writes with SYSTEM_BUSY. No client before ${SINCE.retriesSystemBusy} retries that code.`,
    },
    figures: { failed: failed(12_900, 30_000) },
    claims: [
      { figure: failed(12_900, 30_000), atLeast: 60 },
      { figure: countOf('rescuedMessages', 13_100, 29_900), equals: 0 },
    ],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: `${SINCE.retriesSystemBusy} 起`, en: `From ${SINCE.retriesSystemBusy}` },
    say: {
      zh: '客户端 5.3.3：失败 {failed} 条，重试挽回 {rescued} 条。',
      en: 'Client 5.3.3: {failed} fail, retries save {rescued}.',
    },
    atMs: 12_900,
    untilMs: 14_000,
    speed: 0.2,
    meaning: {
      zh: '先升级客户端，再用 Controller 模式。',
      en: 'Upgrade the clients before you switch to Controller mode.',
    },
    figures: { failed: failed(12_900, 30_000), rescued: countOf('rescuedMessages', 12_900, 30_000) },
    claims: [
      { figure: failed(12_900, 30_000), equals: 0 },
      { figure: countOf('rescuedMessages', 12_900, 30_000), atLeast: 60 },
    ],
  },
)
