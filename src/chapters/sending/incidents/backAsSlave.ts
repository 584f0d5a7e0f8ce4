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
    cause: {
      zh: `旧路由还指着它，它用 SYSTEM_BUSY 拒绝写入；${SINCE.retriesSystemBusy} 以前的客户端不重试这个错误码。`,
      en: `The old route still names it, and it refuses writes with SYSTEM_BUSY, which no client before ${SINCE.retriesSystemBusy} retries.`,
    },
    fix: {
      zh: `先把客户端升级到 ${SINCE.retriesSystemBusy} 以上，再用 Controller 模式。`,
      en: `Upgrade the clients to ${SINCE.retriesSystemBusy} or later before you switch to Controller mode.`,
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
    title: { zh: '换成 5.3.3', en: 'Now 5.3.3' },
    say: {
      zh: '同一次宕机和重启。5.2.0 到 30 秒失败 {before} 条。',
      en: 'The same death and return. With 5.2.0 {before} messages fail by 30 s.',
    },
    atMs: 12_900,
    untilMs: 14_000,
    speed: 0.5,
    task: {
      prompt: {
        zh: '把客户端版本改成 5.3.3，同一次故障重放一遍。',
        en: 'Set the client release to 5.3.3: the same failure is replayed.',
      },
      act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
    },
    meaning: {
      zh: `失败 {failed} 条，不是 {before} 条；重试挽回 {rescued} 条：${SINCE.retriesSystemBusy} 起重试 SYSTEM_BUSY。`,
      en: `{failed} fail instead of {before}, retries save {rescued}: from ${SINCE.retriesSystemBusy} the client retries SYSTEM_BUSY.`,
    },
    figures: { failed: failed(12_900, 30_000), rescued: countOf('rescuedMessages', 12_900, 30_000) },
    otherFigures: { before: failed(12_900, 30_000) },
    claims: [
      { figure: failed(12_900, 30_000), equals: 0 },
      { figure: failed(12_900, 30_000), inOther: true, atLeast: 60 },
      { figure: countOf('rescuedMessages', 12_900, 30_000), atLeast: 60 },
    ],
  },
)
