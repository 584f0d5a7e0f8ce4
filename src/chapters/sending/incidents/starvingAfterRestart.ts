import { SINCE } from '../../../projections/releaseFacts'
import { storedIn } from '../../figure'
import { incident } from '../../incident'
import { gotcha } from '../gotchas'

export const starvingAfterRestart = incident(
  {
    id: 'starving-after-restart',
    gotcha: gotcha('S2'),
    title: { zh: '重启之后十分钟没有流量', en: 'No traffic for ten minutes after a restart' },
    summary: {
      zh: '“broker-a 20 秒就重启完毕，监控上它的写入却整整十分钟是零。”',
      en: '"broker-a was back after 20 seconds, but its writes stayed at zero for ten minutes."',
    },
    minutes: 3,
    terms: ['avoidanceWindow', 'isolation', 'sendLatencyFaultEnable'],
  },
  {
    id: 'symptom',
    title: { zh: '现象', en: 'The symptom' },
    say: {
      zh: '客户端 4.9.7，开关打开。broker-a 在 60 秒宕机，80 秒重启完毕。从 80 秒到 10 分钟，它存入 {stored} 条消息。',
      en: 'Client 4.9.7 with the switch on. broker-a dies at 60 s and is back at 80 s. From 80 s to 10 min it stores {stored} messages.',
    },
    atMs: 100_000,
    untilMs: 102_000,
    view: { select: { brokerName: 'broker-a' } },
    meaning: {
      zh: 'Broker 正常，路由里也有它：是生产者自己不发。',
      en: 'The Broker is healthy and in the route: the producer itself does not send.',
    },
    figures: { stored: storedIn('broker-a', 80_000, 600_000) },
    claims: [{ figure: storedIn('broker-a', 80_000, 600_000), equals: 0 }],
  },
  {
    id: 'cause',
    title: { zh: '原因在哪里', en: 'The cause' },
    say: {
      zh: '回到宕机后的第一次失败，看故障表。',
      en: 'Go back to the first failure after the crash and look at the fault table.',
    },
    atMs: 60_150,
    untilMs: 60_400,
    speed: 0.2,
    ask: {
      kind: 'number',
      prompt: {
        zh: '这一次失败打开了多长的窗口？',
        en: 'How long a window does this one failure open?',
      },
      answer: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
      options: [10_000, 30_000, 180_000, 600_000],
      explain: {
        zh: '失败按 {standIn} 查表，达到最高一级：{window}。',
        en: 'The client looks up a failure as {standIn}, which reaches the highest step: {window}.',
      },
    },
    meaning: {
      zh: '窗口只看时间，不看 Broker 是否恢复，路由更新也不会清除它。',
      en: 'Only time ends a window: neither a healthy Broker nor a fresh route does.',
    },
    figures: {
      window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
      standIn: { kind: 'isolationOf', atMs: 60_200 },
    },
    claims: [{ figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 }, equals: 600_000 }],
  },
  {
    id: 'fix',
    variant: 1,
    title: { zh: '换个版本再来一遍', en: 'The same with another release' },
    say: {
      zh: '客户端换成 5.3.3，其他不变：同样的失败只规避 {window}，{back} 又开始使用 broker-a。',
      en: 'Client 5.3.3, everything else the same: the failure means {window}, and broker-a is in use again at {back}.',
    },
    atMs: 80_500,
    untilMs: 83_000,
    meaning: {
      zh: `${SINCE.newFaultTable} 起，失败按 10 秒查表，窗口从十分钟变成十秒。升级客户端，或者自己调小 notAvailableDuration。`,
      en: `From ${SINCE.newFaultTable} the client looks up a failure as 10 s, and ten minutes become ten seconds. Upgrade the client, or lower notAvailableDuration yourself.`,
    },
    figures: {
      window: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 },
      back: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 80_500 } },
    },
    claims: [
      { figure: { kind: 'windowOf', brokerName: 'broker-a', afterMs: 60_000 }, equals: 10_000 },
      {
        figure: { kind: 'momentOf', mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: 80_500 } },
        atMost: 91_000,
      },
    ],
  },
)
