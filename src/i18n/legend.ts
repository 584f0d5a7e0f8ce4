// What the marks on the timeline mean. Loaded with the legend.

import type { Words } from './words'

export const legendWords = {
  lanes: { zh: '每条泳道：一组 Broker', en: 'Each lane: one Broker group' },
  up: { zh: '正常', en: 'up' },
  slow: { zh: '变慢、过载，或磁盘卡住', en: 'slow, overloaded, or its disk stalls' },
  refuses: {
    zh: '磁盘满，或注入了错误码：在应答，但写不进去',
    en: 'disk full, or an injected code: answers, but refuses',
  },
  frozen: { zh: '冻结：不应答，连接还在', en: 'frozen: no answer, connections stay' },
  electing: { zh: '选举中', en: 'electing a Master' },
  noMaster: { zh: '无 Master：有 Slave，但写不进去', en: 'no Master: Slaves are there, writing is not possible' },
  starting: { zh: '正在启动或停机', en: 'starting or stopping' },
  down: { zh: '整组宕机', en: 'the whole group is down' },
  attempts: { zh: '发往这一组的每次尝试', en: 'Attempts sent to that group' },
  ok: { zh: '存好了一条；越高，合并的条数越多', en: 'stored; a taller one counts several' },
  failed: { zh: '失败；虚线从发出那一刻画起', en: 'failed; the dashes begin where it was sent' },
  belief: { zh: '生产者的看法', en: 'What the producer believes' },
  window: { zh: '规避窗口：这段时间不选这一组', en: 'avoidance window: the group is not chosen' },
  polls: { zh: '取路由', en: 'Route polls' },
  changed: { zh: '路由变了', en: 'the route has changed' },
  unchanged: { zh: '与上次相同', en: 'the same as before' },
  pollFailed: { zh: '没有人应答，或不认识这个 Topic', en: 'no answer, or the Topic was not known' },
  nextPoll: { zh: '下次取路由，可以左右拖动', en: 'the next poll; drag it to another moment' },
  yours: { zh: '你做的事', en: 'What you have done' },
  broke: { zh: '弄坏了什么', en: 'something was broken' },
  mended: { zh: '修好了什么', en: 'something was mended' },
  setting: { zh: '改了设置', en: 'a setting was changed' },
  planned: { zh: '虚线框：还没到那一刻', en: 'dashed: its moment has not come yet' },
  breakpoint: { zh: '断点：播放到这里停下', en: 'breakpoint: playing stops here' },
  faint: { zh: '播放位置右边淡淡的：已经看过的后续', en: 'Faint, right of the playhead: a future already seen.' },
} satisfies Record<string, Words>
