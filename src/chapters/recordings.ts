// The recordings of a real cluster that come with the page: what each shows, in one line.

import type { Localized } from '../i18n/localized'

export interface BuiltInRecording {
  /** Of the raw data; io/recording/library.ts knows its file. */
  experiment: string
  title: Localized
}

export const BUILT_IN_RECORDINGS: readonly BuiltInRecording[] = [
  {
    experiment: 'abc-4.9.7/a-off-30',
    title: {
      zh: '4.9.7 关 · kill -9 后重试 18 秒，直到下一次轮询',
      en: '4.9.7 off · kill -9: 18 s of retries until the next poll',
    },
  },
  {
    experiment: 'abc-4.9.7/a-on-30',
    title: {
      zh: '4.9.7 开 · kill -9 后规避 10 分钟（共 12 分钟）',
      en: '4.9.7 on · kill -9: avoided for 10 minutes (12 in all)',
    },
  },
  {
    experiment: 'abc-5.3.3/a-on-5',
    title: {
      zh: '5.3.3 开 · kill -9，只失败一次',
      en: '5.3.3 on · kill -9: one failed attempt',
    },
  },
  {
    experiment: 'd-4.9.7/on-5',
    title: {
      zh: '4.9.7 DLedger · 杀 20 次 Leader，有一次全部发送失败',
      en: '4.9.7 DLedger · 20 leaders killed, one total outage',
    },
  },
  {
    experiment: 'f-5.2.0/off-30',
    title: {
      zh: '5.2.0 Controller · 旧 Master 回来后，63 次发送失败',
      en: '5.2.0 Controller · the old Master is back: 63 failed calls',
    },
  },
]
