// Words of the lessons' own furniture: library, pages, questions, answers. The lessons bring theirs along.

import type { Phrase } from './notices'
import type { Words } from './words'

export const lessonWords = {
  client: { zh: '客户端', en: 'client' },
  learn: { zh: '课程与案例', en: 'Lessons and incidents' },
  lesson: { zh: '课程', en: 'Lesson' },
  incident: { zh: '案例', en: 'Incident' },
  lessons: { zh: '课程', en: 'Lessons' },
  lessonsHint: {
    zh: '按顺序学，半小时就能把生产者讲清楚。',
    en: 'In this order, half an hour is enough to explain the producer to others.',
  },
  incidents: { zh: '线上案例', en: 'Incident library' },
  incidentsHint: {
    zh: '从现象出发，在舞台上查明原因，再换个设置重放一遍。',
    en: 'From the symptom to the cause on the stage, and the same run again with a fix.',
  },
  own: { zh: '你的课程', en: 'Your lessons' },
  finished: { zh: '已学完', en: 'finished' },
  begin: { zh: '开始', en: 'Begin' },
  goOn: { zh: '继续', en: 'Go on' },
  again: { zh: '再来一遍', en: 'Once more' },
  back: { zh: '上一步', en: 'Back' },
  next: { zh: '下一步', en: 'Next' },
  leave: { zh: '离开课程', en: 'Leave' },
  backToStep: { zh: '回到这一步', en: 'Back to this step' },
  backToStepHint: {
    zh: '舞台上随便玩；点这里，一切回到这一步的开头。',
    en: 'Play with the stage as you like; this puts everything back to where the step begins.',
  },
  showMe: { zh: '替我做', en: 'Do it for me' },
  yourTurn: { zh: '轮到你：', en: 'Your turn:' },
  yourGuess: { zh: '你的判断：', en: 'Your guess:' },
  quiz: { zh: '小测验', en: 'Quiz' },
  right: { zh: '答对了。', en: 'Right.' },
  notQuite: { zh: '不是这样。', en: 'Not quite.' },
  whyThere: { zh: '看它为什么去了那里', en: 'See why it went there' },
  meaning: { zh: '也就是说：', en: 'What it means:' },
  taskDone: { zh: '做好了', en: 'Done' },
  theEnd: { zh: '学完了', en: 'That was it' },
  nextLesson: { zh: '下一课', en: 'Next lesson' },
  nextIncident: { zh: '下一个案例', en: 'Next incident' },
  toLibrary: { zh: '全部课程和案例', en: 'All lessons and incidents' },
  glossary: { zh: '术语表', en: 'Glossary' },
  termsOfLesson: { zh: '用到的术语', en: 'Terms used' },
  perBroker: { zh: '一台 Broker 每秒写入（条）', en: 'Writes per second of one Broker' },
  reportedAs: { zh: '对应的 RocketMQ issue：', en: 'Reported as' },
  notHere: {
    zh: '这里没有这一课。它可能来自别人的文件，或者属于更新的版本。',
    en: 'This lesson is not here. It may be from a file of somebody else, or from a newer version.',
  },
} satisfies Record<string, Words>

export const lessonPhrases = {
  page: {
    zh: (now: number, all: number) => `第 ${now} 步，共 ${all} 步`,
    en: (now: number, all: number) => `Step ${now} of ${all}`,
  },
  minutes: {
    zh: (minutes: number) => `约 ${minutes} 分钟`,
    en: (minutes: number) => `about ${minutes} min`,
  },
  countedTo: {
    zh: (time: string) => `以上数字统计到 ${time}，舞台还没走到那里。`,
    en: (time: string) => `These numbers are counted up to ${time}, ahead of the stage.`,
  },
  goThere: {
    zh: (time: string) => `跳到 ${time}`,
    en: (time: string) => `Jump to ${time}`,
  },
  itWas: {
    zh: (right: string) => `正确答案：${right}。`,
    en: (right: string) => `It was: ${right}.`,
  },
  score: {
    zh: (right: number, all: number) => `${all} 个问题，第一次就答对 ${right} 个。`,
    en: (right: number, all: number) =>
      all === 1
        ? right === 1
          ? 'One question, and right at the first try.'
          : 'One question, not right at the first try.'
        : `${right} of ${all} questions right at the first try.`,
  },
} satisfies Record<string, Phrase<never[]>>
