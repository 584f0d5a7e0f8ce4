import type { UserAction } from '../../../rocketmq'
import type { Challenge } from '../../challenge'
import { storedIn } from '../../figure'
import { kill, lessonInput } from '../../lessonInput'
import { elected, failedAttempts } from './moves'

const END_MS = 60_000

const writePerm = (atMs: number, on: boolean): UserAction => ({ atMs, type: 'writePerm', brokerName: 'broker-a', on })

export const quietElection: Challenge = {
  id: 'quiet-election',
  level: 4,
  title: { zh: '换 Master，无失败', en: 'A new Master, without a failed attempt' },
  situation: {
    zh: '生产者一条接一条地发，选举却要好几秒：直接停掉 Master，总有尝试失败。',
    en: 'The producer sends without a pause, and an election takes seconds: stop the Master as it is, and attempts fail.',
  },
  goal: {
    zh: '让 broker-a 选出新 Master，到 60 秒没有一次尝试失败；最后 10 秒 broker-a 至少存入 5 条。',
    en: 'Have broker-a elect a new Master without a failed attempt up to 60 s; in the last 10 s it stores at least 5 messages.',
  },
  // One queue each and no pause between sends: no kill falls into a gap that is long enough.
  input: lessonInput('article', { writeQueueNums: 1, sendIntervalMs: 250 }),
  endMs: END_MS,
  rules: {
    actions: ['writePerm', 'kill', 'powerOff', 'stop', 'restart'],
    brokers: ['broker-a'],
    settings: [],
    most: 4,
    untilMs: END_MS,
  },
  judge: [
    failedAttempts(END_MS, 0),
    elected('broker-a', END_MS),
    {
      claim: { figure: storedIn('broker-a', 50_000, END_MS), atLeast: 5 },
      label: { zh: '50 到 60 秒 broker-a 存入', en: 'Stored on broker-a from 50 to 60 s' },
    },
  ],
  par: 2,
  solution: [writePerm(2000, false), kill(12_000)],
  lazy: [
    [kill(10_000)],
    [{ atMs: 10_000, type: 'stop', target: 'broker-a/master' }],
    [writePerm(2000, false), kill(4000)],
    [writePerm(2000, false), writePerm(30_000, true)],
  ],
  longer: [writePerm(2000, false), kill(12_000), writePerm(23_000, true)],
  hint: {
    zh: '先让生产者离开 broker-a：NameServer 上改什么，它要到什么时候才看到？',
    en: 'Get the producer away from broker-a first: what can be changed on the NameServer, and when does the producer see it?',
  },
  explain: {
    zh: '收回写权限（wipeWritePerm）只改 NameServer，生产者下一次取路由才不再选 broker-a；到那时再停 Master。新 Master 注册时会带上自己的 Topic 配置，写权限随之恢复。',
    en: 'wipeWritePerm changes the NameServer alone; the producer stops choosing broker-a with its next route poll, and only then may the Master go. The new Master registers its own Topic configuration, which brings the write permission back.',
  },
  gotcha: 'S24',
}
