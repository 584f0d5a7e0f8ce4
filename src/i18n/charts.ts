// Words of the charts. Names of fields in the tables of figures are English and stand in io/export/seriesCsv.ts.

import { spaced } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

export const chartWords = {
  region: { zh: '图表', en: 'Charts' },
  which: { zh: '看哪一张图', en: 'Which chart' },

  sends: { zh: '每秒发送', en: 'Sends per second' },
  sendsShort: { zh: '发送', en: 'Sends' },
  sendsNote: { zh: '按调用结束的时刻计', en: 'counted when the call ends' },
  storedFirstTry: { zh: '首次即成功', en: 'first try' },
  storedAfterRetry: { zh: '重试后成功', en: 'after retry' },
  failed: { zh: '失败', en: 'failed' },
  perSecond: { zh: '次/秒', en: '/s' },

  latency: { zh: '应用感受的延迟', en: 'Latency of send()' },
  latencyShort: { zh: '延迟', en: 'Latency' },
  latencyNote: {
    zh: '从调用 send 到返回或抛异常，成败都计；百分位取最近序号；对数刻度',
    en: 'send() to return or exception, failures too · nearest rank · log scale',
  },
  slowestFailed: { zh: '最慢的失败', en: 'slowest failure' },
  outlier: { zh: '最慢', en: 'slowest' },
  noLatency: { zh: '没有调用结束', en: 'no call ended' },

  share: { zh: '写入占比', en: 'Share of copies' },
  shareShort: { zh: '占比', en: 'Share' },
  shareBy: { zh: '按什么分', en: 'Share by' },
  byBroker: { zh: 'Broker', en: 'Broker' },
  byQueue: { zh: '队列', en: 'queue' },
  noCopies: { zh: '没有写入', en: 'nothing written' },

  otherRun: { zh: '细线：B 的成功次数、p99', en: 'thin line: B, stored and p99' },
  unfinished: { zh: '到目前为止', en: 'so far' },
  notSeen: { zh: '还没发生', en: 'not yet' },

  showAll: { zh: '看全程', en: 'Show all' },
  showAllHint: { zh: '时间轴和图表恢复显示全部时间', en: 'Timeline and charts show the whole time again' },
  surface: { zh: '图表中的时刻', en: 'Moment in the charts' },
  surfaceHint: {
    zh: '左右方向键移动，Enter 跳到这一刻；按住 Shift 选一段，Enter 放大，Esc 取消',
    en: 'Left and right move it, Enter goes there; with Shift they choose a stretch, Enter zooms in, Escape cancels',
  },
  pointerHint: { zh: '点击：跳到那一刻；拖过一段：放大', en: 'Click: go there · drag: zoom in' },

  csv: { zh: '导出 CSV', en: 'CSV' },
  csvBins: { zh: '图中数据（每个时间格一行）', en: 'The charts: one row per interval' },
  csvCalls: { zh: '逐条消息（每次调用一行）', en: 'The messages: one row per call' },
  copy: { zh: '复制', en: 'Copy' },
  download: { zh: '下载', en: 'Download' },
  copyFailed: {
    zh: '浏览器不允许复制，请改用下载。',
    en: 'The browser does not allow copying; use Download instead.',
  },
} satisfies Record<string, Words>

export const chartPhrases = {
  inAll: { zh: (count) => `累计 ${count}`, en: (count) => `${count} in all` },
  calls: { zh: (count) => `${count} 次调用`, en: (count) => `${count} ${count === '1' ? 'call' : 'calls'}` },
  more: { zh: (count) => `另有 ${count} 个`, en: (count) => `${count} more` },
  copied: {
    zh: (rows) => spaced(`已复制 ${rows} 行，可直接粘贴到表格。`),
    en: (rows) => `${rows} ${rows === '1' ? 'row' : 'rows'} copied, ready to paste into a spreadsheet.`,
  },
} satisfies Record<string, Phrase<[string]>>
