// Words of the interface, each written natively in both languages. RocketMQ's own names stay as they are in the code.
// What happens in a run is told in narration.ts, not here.

import { exactNumber } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

export const interfaceWords = {
  nothingAhead: {
    zh: '往后 15 分钟内不会再有新的事情发生。换个设置，或者弄坏点什么。',
    en: 'Nothing new happens in the next 15 minutes. Change a setting, or break something.',
  },
  nowTeaching: { zh: '已换成教学数值，从头开始。', en: 'Teaching values now; started again from the beginning.' },
  nowReal: {
    zh: '已换成真实数值，从头开始。一次发送只要几毫秒：调慢速度才看得清。',
    en: 'Real values now; started again from the beginning. A send takes a few ms: slow down to see it.',
  },
  // Top bar
  subtitle: { zh: '生产者到底是怎么发消息的', en: 'How a producer really sends' },
  preset: { zh: '场景', en: 'Scenario' },
  clientVersion: { zh: '客户端版本', en: 'Client version' },
  client: { zh: '客户端', en: 'client' },
  values: { zh: '数值', en: 'Values' },
  teaching: { zh: '教学', en: 'Teaching' },
  real: { zh: '真实', en: 'Real' },
  teachingHint: { zh: '放慢、缩短过的数值，肉眼跟得上', en: 'Slowed down and shortened, so the eye can follow' },
  realHint: { zh: 'RocketMQ 自带的数值和真实的网络', en: "RocketMQ's own values and a realistic network" },
  toEnglish: { zh: 'Switch to English', en: 'Switch to English' },
  toChinese: { zh: '切换到中文', en: '切换到中文' },
  toLight: { zh: '换成浅色', en: 'Switch to light' },
  toDark: { zh: '换成深色', en: 'Switch to dark' },
  help: { zh: '快捷键', en: 'Keyboard shortcuts' },
  learn: { zh: '课程', en: 'Learn' },
  learnHint: { zh: '课程、线上案例、术语表', en: 'Lessons, incidents, glossary' },
  close: { zh: '关闭', en: 'Close' },

  // Regions
  transport: { zh: '播放控制', en: 'Playback' },
  timeline: { zh: '时间轴', en: 'Timeline' },
  legend: { zh: '时间轴图例', en: 'Legend' },
  panel: { zh: '说明', en: 'Explanation' },

  // Playing
  play: { zh: '播放', en: 'Play' },
  pause: { zh: '暂停', en: 'Pause' },
  toStart: { zh: '回到开头', en: 'Back to the start' },
  stepBack: { zh: '上一个事件', en: 'Previous event' },
  stepForward: { zh: '下一个事件', en: 'Next event' },
  jumpBack: { zh: '上一个关键时刻', en: 'Previous key moment' },
  jumpForward: { zh: '下一个关键时刻', en: 'Next key moment' },
  now: { zh: '现在', en: 'Now' },
  speed: { zh: '速度', en: 'Speed' },
  slower: { zh: '慢一点', en: 'Slower' },
  faster: { zh: '快一点', en: 'Faster' },
  fastForward: { zh: '智能快进', en: 'Auto fast-forward' },
  fastForwardShort: { zh: '快进', en: 'Skip' },
  fastForwardHint: {
    zh: '没有新事发生时自动加速，关键时刻前 1 秒回到原速',
    en: 'Speeds up while nothing new happens, back to normal 1 s before something does',
  },
  compare: { zh: '对比', en: 'Compare' },
  compareHint: {
    zh: '同样的种子和故障，换一处，两边并排看',
    en: 'The same seed and faults with one thing different, side by side',
  },
  verdict: { zh: '结论', en: 'Summary' },
  keyCompare: { zh: '和另一个过程对比', en: 'Compare with another run' },
  playhead: { zh: '播放位置', en: 'Playhead' },
  charts: { zh: '图表', en: 'Charts' },
  chartsHint: {
    zh: '每秒发送、延迟、写入占比，和时间轴同一刻度',
    en: 'Sends per second, latency and share per Broker, on the time axis',
  },
  zoomIn: { zh: '放大时间轴', en: 'Zoom in' },
  zoomOut: { zh: '缩小时间轴', en: 'Zoom out' },
  timelineOfA: { zh: '时间轴画的是 A', en: 'The timeline shows A' },
  routeLane: { zh: '取路由', en: 'Route polls' },
  nextPoll: { zh: '下次取路由', en: 'next route poll' },
  pollPhase: {
    zh: '拖动，或用左右方向键：整体移动取路由的时刻',
    en: 'Drag, or press left and right: moves all route polls',
  },

  // Side panel
  story: { zh: '为什么', en: 'Why' },
  lesson: { zh: '课程', en: 'Lesson' },
  log: { zh: '日志', en: 'Log' },
  settings: { zh: '设置', en: 'Settings' },
  whatHappened: { zh: '刚刚发生', en: 'What just happened' },
  whyThisQueue: { zh: '为什么是这个队列？', en: 'Why this queue?' },
  noSendYet: { zh: '还没有发出消息。', en: 'Nothing has been sent yet.' },
  findMessage: { zh: '按编号找消息', en: 'Find message number' },
  goToMessage: { zh: '跳转', en: 'Go' },
  chosen: { zh: '选它', en: 'chosen' },
  unreachable: { zh: '探测不通', en: 'not reachable' },
  sameBroker: { zh: '刚在这台失败，跳过', en: 'just failed there, skipped' },
  notSameBroker: { zh: '旧版本重试只认刚失败的那台', en: 'old clients retry only where it just failed' },
  newest: { zh: '最新一次', en: 'newest' },
  timeBudget: { zh: '时间预算', en: 'Time budget' },
  budgetWaiting: { zh: '等回复', en: 'waiting' },
  budgetStored: { zh: '成功', en: 'stored' },
  faultTable: { zh: '故障表', en: 'Fault table' },
  broker: { zh: 'Broker', en: 'Broker' },
  latestLatency: { zh: '最近耗时', en: 'Last latency' },
  avoidedUntil: { zh: '规避到', en: 'Avoided until' },
  available: { zh: '可用', en: 'available' },
  noFaultItems: {
    zh: '还没有记录：发过消息的 Broker 才会出现。',
    en: 'Empty: a Broker appears once it has been sent to.',
  },
  faultOff: {
    zh: 'sendLatencyFaultEnable 关着：不记录、不规避。',
    en: 'sendLatencyFaultEnable is off: nothing is recorded and no Broker is avoided.',
  },
  ladder: { zh: '耗时 → 规避多久', en: 'Latency → avoided for' },
  ladderAtLeast: { zh: '耗时 ≥', en: 'latency ≥' },
  ladderAvoid: { zh: '规避', en: 'avoid for' },
  ladderFrom: { zh: '耗时 ≥ ms', en: 'latency ≥ ms' },
  ladderFor: { zh: '规避 ms', en: 'avoid ms' },
  route: { zh: '路由', en: 'Route' },
  noRoute: { zh: '生产者还没有拿到路由。', en: 'The producer has no route yet.' },
  inFlight: { zh: '途中', en: 'in flight' },
  sent: { zh: '已发', en: 'sent' },
  stored: { zh: '成功', en: 'ok' },
  failed: { zh: '失败', en: 'failed' },
  totals: { zh: '计数', en: 'Counters' },
  moments: { zh: '关键时刻', en: 'Key moments' },
  producer: { zh: '生产者', en: 'Producer' },

  // Settings
  loading: { zh: '载入中…', en: 'Loading…' },
  seed: { zh: '随机种子', en: 'Seed' },
  seedHint: {
    zh: '同一个种子、同样的操作，永远是同一个过程。修改后将从头开始。',
    en: 'Same seed and same actions, same run, for ever. Changing it restarts the run.',
  },
  startsAgain: { zh: '将从头开始', en: 'restarts the run' },
  startsAgainHint: {
    zh: '这一项管整个过程，修改后将从头开始',
    en: 'Holds for the whole run: changing it restarts the run',
  },
  notInRelease: { zh: '这个版本没有', en: 'not in this release' },
  teachingTag: { zh: '教学值', en: 'teaching' },
  on: { zh: '开', en: 'on' },
  off: { zh: '关', en: 'off' },
  random: { zh: '随机', en: 'random' },
  ownTable: { zh: '版本自带', en: "release's own" },
  useOwnTable: { zh: '换回版本自带的表', en: "Use the release's own table" },
  addStep: { zh: '加一级', en: 'Add a step' },
  removeStep: { zh: '删掉这一级', en: 'Remove this step' },
  activeStep: { zh: '刚用到这一级', en: 'in use' },
  perBroker: { zh: '按 Broker 单独设', en: 'Set for one Broker' },
  timedHint: {
    zh: '改动从此刻生效，和杀进程一样记在时间轴上；过去不变。',
    en: 'A change holds from this moment on and is marked on the timeline, like a kill; the past stays.',
  },
  noMasterToKill: {
    zh: '这个 Broker 组现在没有 Master 可杀。',
    en: 'This Broker group has no Master to kill right now.',
  },

  // Keys
  keyPlay: { zh: '播放 / 暂停', en: 'Play / pause' },
  keyStep: { zh: '上一个 / 下一个事件', en: 'Previous / next event' },
  keyJump: { zh: '上一个 / 下一个关键时刻', en: 'Previous / next key moment' },
  keySpeed: { zh: '加快 / 放慢', en: 'Faster / slower' },
  keyFast: { zh: '智能快进', en: 'Auto fast-forward' },
  keyStart: { zh: '回到开头', en: 'Back to the start' },
  keyKill: { zh: '杀掉第一个 Broker 组的 Master', en: 'Kill the Master of the first Broker group' },
  keyFocus: { zh: '到第 1–9 个 Broker 组的 Master', en: 'Go to the Master of Broker group 1–9' },
  keyLanguage: { zh: '中文 / English', en: 'English / 中文' },
  keyTheme: { zh: '深色 / 浅色', en: 'Dark / light' },
  keySettings: { zh: '设置', en: 'Settings' },
  keyPages: { zh: '课程的上一步、下一步', en: 'Back and next in a lesson' },
  keyHelp: { zh: '这张表', en: 'This list' },
} satisfies Record<string, Words>

export const interfacePhrases = {
  retryAt: {
    zh: (time: string, broker: string) => `最早 ${time} 可再选 ${broker}`,
    en: (time: string, broker: string) => `${broker} eligible again at ${time}`,
  },
  endsUnlisted: {
    zh: (time: string, broker: string) => `${time} 结束，但列表里没有 ${broker}`,
    en: (time: string, broker: string) => `ends at ${time}, but ${broker} is not in the list`,
  },
  msLeft: { zh: (ms: number) => `还剩 ${ms} ms`, en: (ms: number) => `${ms} ms left` },
  budgetEach: { zh: (ms: number) => `每次尝试各 ${ms} ms`, en: (ms: number) => `${ms} ms for each attempt` },
  callGoesOn: {
    zh: (ms: number) => `调用已经 ${ms} ms，还没有返回。`,
    en: (ms: number) => `The call has taken ${ms} ms and goes on.`,
  },
  left: { zh: (time: string) => `还有 ${time}`, en: (time: string) => `${time} left` },
  attemptOf: {
    zh: (message: number, thread: number | null, attempt: number) =>
      `消息 ${message}${thread === null ? '' : ` · 线程 ${thread}`} · 第 ${attempt} 次`,
    en: (message: number, thread: number | null, attempt: number) =>
      `message ${message}${thread === null ? '' : ` · thread ${thread}`} · attempt ${attempt}`,
  },
  reset: {
    zh: (value: number, from: number) => `重试前序号随机重置为 ${value}，从 ${from} 开始找`,
    en: (value: number, from: number) =>
      `the retry first resets the index to a random ${value}, so it looks from ${from} on`,
  },
  noSuchMessage: {
    zh: (given: string, highest: number) => `没有消息 ${given}。目前有消息 1 到 ${highest}。`,
    en: (given: string, highest: number) => `There is no message ${given}. So far there are messages 1 to ${highest}.`,
  },
  standIn: {
    zh: (seconds: number) => `失败的发送按 ${seconds} 秒查表，不看实际耗时。`,
    en: (seconds: number) => `A failed send is looked up as ${seconds} s, however long it took.`,
  },
  moreLooks: {
    zh: (count: number) => `…… 又看了 ${count} 个，也都跳过`,
    en: (count: number) => `… ${count} more, all skipped`,
  },
  routeAge: {
    zh: (age: string, asked: string, queues: number) => `${queues} 个队列，${age}没变，${asked}前取过`,
    en: (age: string, asked: string, queues: number) => `${queues} queues, unchanged for ${age}, asked ${asked} ago`,
  },
  routeNext: { zh: (time: string) => `${time}后再取`, en: (time: string) => `next poll in ${time}` },
  routeStaleGone: {
    zh: (broker: string) => `NameServer 已经没有 ${broker} 的 Master；生产者手里还是旧路由。`,
    en: (broker: string) =>
      `The NameServer has no Master for ${broker} any more; the producer still has the old route.`,
  },
  routeStaleNew: {
    zh: (broker: string) => `NameServer 已登记 ${broker} 的新 Master；生产者还没有取到新路由。`,
    en: (broker: string) =>
      `The NameServer has a new Master for ${broker}; the producer has not got the new route yet.`,
  },
  realDefault: { zh: (value: string) => `真实默认 ${value}`, en: (value: string) => `real default ${value}` },
  takeReal: {
    zh: (value: string) => `换成真实默认值 ${value}`,
    en: (value: string) => `Use the real default, ${value}`,
  },
  perSecond: { zh: (rate: string) => `共约 ${rate} 条/秒`, en: (rate: string) => `about ${rate} messages/s in all` },
  queuesInAll: {
    zh: (each: string, sum: number) => `${each}，Topic 共 ${sum} 个队列`,
    en: (each: string, sum: number) => `${each}: ${sum} queues in all`,
  },
  needsInteger: {
    zh: (name: string, min: number, max: number, given: string) =>
      `${name} 要填 ${exactNumber(min)} 到 ${exactNumber(max)} 之间的整数，“${given}”不行。没有改动。`,
    en: (name: string, min: number, max: number, given: string) =>
      `${name} takes a whole number from ${exactNumber(min)} to ${exactNumber(max)}, not "${given}". Nothing was changed.`,
  },
  needsAscending: {
    zh: (name: string) => `${name} 要从小到大，不能重复。没有改动。`,
    en: (name: string) => `${name} must go up from step to step. Nothing was changed.`,
  },
  producerNumber: { zh: (number: number) => `生产者 ${number}`, en: (number: number) => `Producer ${number}` },
  stepNumber: { zh: (number: number) => `第 ${number} 级`, en: (number: number) => `step ${number}` },
  speedValue: { zh: (text: string) => `${text} 倍速`, en: (text: string) => `${text} times` },
} satisfies Record<string, Phrase<never[]>>

/** What each preset is, by its id. */
export const presetWords: Record<string, Words> = {
  own: { zh: '你的集群', en: 'Your cluster' },
  article: { zh: '教学集群 · 规避开', en: 'The article · avoidance on' },
  'article-off': { zh: '教学集群 · 规避关', en: 'The article · avoidance off' },
  'real-5.3': { zh: '真实数值 · 5.3', en: 'Real values · 5.3' },
  'real-4.9': { zh: '真实数值 · 4.9（规避 10 分钟）', en: 'Real values · 4.9 (10 min windows)' },
  '2m-2s-async': { zh: '2m-2s-async · 一主一从', en: '2m-2s-async · one Slave each' },
  '2m-noslave': { zh: '2m-noslave · 只有 Master', en: '2m-noslave · Masters only' },
  large: { zh: '16 组 Broker · 每组 48 个队列', en: '16 Broker groups · 48 queues each' },
}
