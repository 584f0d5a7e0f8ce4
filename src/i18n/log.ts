// Words of the log: its two wordings, its filters, its search.

import { formatNumber } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

export const logWords = {
  log: { zh: '日志', en: 'Log' },
  wording: { zh: '措辞', en: 'Wording' },
  inWords: { zh: '大白话', en: 'In words' },
  client: { zh: '客户端日志', en: 'Client log' },
  clientHint: {
    zh: '客户端自己写进 rocketmq_client.log 的行，按所选版本的格式；日期、线程、行号略去，模拟里没有的值写作 …。地址以舞台上的节点命名。',
    en: "What the client itself writes to rocketmq_client.log, in the format of the chosen release; without date, thread and line number. … stands for what a simulation does not have. Addresses are named after the stage's nodes.",
  },
  legend: {
    zh: '灰色、虚线：本页补充的说明，客户端不写这行',
    en: 'Grey, dotted: our words, not written by the client',
  },
  notClient: { zh: '客户端不写', en: 'not written by the client' },
  search: { zh: '查找', en: 'Search' },
  searchHint: { zh: '文字、消息编号、Broker…', en: 'text, message number, Broker…' },
  previousHit: { zh: '上一处（Shift Enter）', en: 'Previous hit (Shift Enter)' },
  nextHit: { zh: '下一处（Enter）', en: 'Next hit (Enter)' },
  filters: { zh: '筛选', en: 'Filter' },
  kinds: { zh: '种类', en: 'Kind' },
  broker: { zh: 'Broker', en: 'Broker' },
  producer: { zh: '生产者', en: 'Producer' },
  all: { zh: '全部', en: 'all' },
  keyOnly: { zh: '只看关键时刻', en: 'Key moments only' },
  clientOnly: { zh: '只看客户端写的行', en: 'Client lines only' },
  chips: { zh: '正在用的筛选', en: 'Filters in use' },
  clear: { zh: '清除全部筛选', en: 'Clear all filters' },
  copy: { zh: '复制这些行', en: 'Copy these lines' },
  copyFailed: {
    zh: '浏览器不让写剪贴板，没有复制。',
    en: 'The browser does not allow writing to the clipboard; nothing was copied.',
  },
  lines: { zh: '日志行', en: 'Lines of the log' },
  follow: { zh: '回到此刻', en: 'Back to now' },
  now: { zh: '此刻', en: 'now' },
  stopHere: { zh: '下次发生这种事时停下', en: 'Stop the next time this happens' },
  empty: { zh: '还什么都没有发生。', en: 'Nothing has happened yet.' },
  nothing: { zh: '没有符合的行。', en: 'No line matches.' },
  looking: { zh: '还在找…', en: 'Still looking…' },
  text: { zh: '文字', en: 'Text' },
  keySearch: { zh: '在日志里查找', en: 'Search the log' },
} satisfies Record<string, Words>

export const categoryWords = {
  sends: { zh: '发送', en: 'Sends' },
  failures: { zh: '失败', en: 'Failures' },
  retries: { zh: '重试', en: 'Retries' },
  windows: { zh: '规避窗口', en: 'Windows' },
  route: { zh: '路由', en: 'Route' },
  roles: { zh: '角色与选举', en: 'Roles, elections' },
  faults: { zh: '故障与操作', en: 'Faults, actions' },
  nameServer: { zh: 'NameServer 登记', en: 'NameServer' },
} satisfies Record<string, Words>

export const logPhrases = {
  hits: {
    zh: (count: number) => `${formatNumber(count, 'zh')} 行`,
    en: (count: number) => `${formatNumber(count, 'en')} ${count === 1 ? 'line' : 'lines'}`,
  },
  hitOf: {
    zh: (at: number, count: number) => `${formatNumber(at, 'zh')} / ${formatNumber(count, 'zh')}`,
    en: (at: number, count: number) => `${formatNumber(at, 'en')} / ${formatNumber(count, 'en')}`,
  },
  lookedAt: {
    zh: (percent: number) => `找了 ${percent}%`,
    en: (percent: number) => `${percent} % searched`,
  },
  message: { zh: (message: number) => `消息 ${message}`, en: (message: number) => `message ${message}` },
  producerNumber: { zh: (number: number) => `生产者 ${number}`, en: (number: number) => `producer ${number}` },
  only: { zh: (what: string) => `只看${what}`, en: (what: string) => `Only ${what}` },
  remove: { zh: (what: string) => `去掉筛选：${what}`, en: (what: string) => `Remove filter: ${what}` },
  excludes: {
    zh: (count: number) => `挡掉 ${formatNumber(count, 'zh')} 行`,
    en: (count: number) => `keeps out ${formatNumber(count, 'en')} ${count === 1 ? 'line' : 'lines'}`,
  },
  copied: {
    zh: (count: number) => `已复制 ${formatNumber(count, 'zh')} 行。`,
    en: (count: number) => `Copied ${formatNumber(count, 'en')} ${count === 1 ? 'line' : 'lines'}.`,
  },
  copiedNewest: {
    zh: (count: number, all: number) =>
      `已复制最新的 ${formatNumber(count, 'zh')} 行（共 ${formatNumber(all, 'zh')} 行）。`,
    en: (count: number, all: number) =>
      `Copied the newest ${formatNumber(count, 'en')} of ${formatNumber(all, 'en')} lines.`,
  },
} satisfies Record<string, Phrase<never[]>>
