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
      zh: '4.9.7，规避关：kill -9 后连试 18 秒，直到取路由',
      en: '4.9.7, avoidance off: kill -9, 18 s of retries until the poll',
    },
  },
  {
    experiment: 'abc-4.9.7/a-on-30',
    title: {
      zh: '4.9.7，规避开：kill -9 后规避 10 分钟（全长 12 分钟）',
      en: '4.9.7, avoidance on: kill -9, avoided for 10 minutes',
    },
  },
  {
    experiment: 'abc-5.3.3/a-on-5',
    title: {
      zh: '5.3.3，规避开：kill -9，只失败一次',
      en: '5.3.3, avoidance on: kill -9, one failed attempt',
    },
  },
  {
    experiment: 'd-4.9.7/on-5',
    title: {
      zh: '4.9.7 DLedger：杀 Leader 19 次，其中一次全部发送失败',
      en: '4.9.7 DLedger: 19 leaders killed, one total outage',
    },
  },
  {
    experiment: 'f-5.2.0/off-30',
    title: {
      zh: '5.2.0 Controller：旧 Master 回来后，63 次发送失败',
      en: '5.2.0 Controller: the old Master is back, 63 calls fail',
    },
  },
]
