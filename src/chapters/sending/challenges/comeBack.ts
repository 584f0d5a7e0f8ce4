import { SINCE } from '../../../projections/releaseFacts'
import type { Challenge } from '../../challenge'
import { storedIn } from '../../figure'
import { kill, lessonInput } from '../../lessonInput'
import { failedAttempts, firstBrokers, inject, restart, slow } from './moves'

const END_MS = 20_000
const B = 'broker-b/master'

export const comeBack: Challenge = {
  id: 'come-back',
  level: 5,
  title: { zh: '15 秒回来，不是 10 分钟', en: 'Back in 15 s, not in 10 min' },
  situation: {
    zh: '客户端 4.9.7，规避开关打开。5 秒时 broker-a 返回一次 SYSTEM_ERROR，从此被规避 10 分钟，虽然它早已正常。',
    en: 'Client 4.9.7 with the switch on. At 5 s broker-a answers one SYSTEM_ERROR and is avoided for 10 min, though it is healthy again at once.',
  },
  goal: {
    zh: '让 broker-a 在 20 秒前再存入至少 20 条消息，而不再有尝试失败。',
    en: 'Have broker-a store at least 20 messages again by 20 s, without another failed attempt.',
  },
  input: lessonInput('2m-noslave', { clientVersion: '4.9.7', sendLatencyFaultEnable: true }, [
    inject(5000, 'broker-a/master', 1),
  ]),
  endMs: END_MS,
  rules: {
    actions: ['slow', 'injectResponse', 'kill', 'stop', 'freeze', 'resume', 'restart'],
    brokers: firstBrokers(2),
    settings: [],
    most: 3,
    untilMs: END_MS,
  },
  judge: [
    {
      claim: { figure: storedIn('broker-a', 5500, END_MS), atLeast: 20 },
      label: { zh: '5.5 秒起 broker-a 存入', en: 'Stored on broker-a from 5.5 s' },
    },
    failedAttempts(END_MS, 1),
  ],
  par: 1,
  solution: [slow(8000, B, 700)],
  lazy: [[inject(8000, B, 1)], [kill(8000, B)], [kill(7000), restart(8000, 'broker-a/n0')], [slow(8000, B, 200)]],
  longer: [slow(8000, B, 700), slow(9500, B, 0)],
  hint: {
    zh: '所有 Broker 都被规避时，选择器怎么办？一次成功又会怎样更新故障表？',
    en: 'What does the selector do when every Broker is avoided? And what does a success write into the fault table?',
  },
  explain: {
    zh: `一次 550 ms 以上的成功让 broker-b 也被规避。没有可用的 Broker，选择器就不看窗口，从故障表里选一台（pickOneAtLeast）；轮到 broker-a，一次快速的成功就把它的窗口改为 0。${SINCE.newFaultTable} 起窗口只延长、不缩短，这个办法就不灵了。`,
    en: `One success above 550 ms makes the producer avoid broker-b as well. With no Broker left, the selector ignores the windows and picks one from the fault table (pickOneAtLeast); one fast success on broker-a then sets its window to 0. From ${SINCE.newFaultTable} a window never gets shorter, and this no longer works.`,
  },
  gotcha: 'S2',
}
