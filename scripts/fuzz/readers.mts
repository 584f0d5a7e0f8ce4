// Everything that reads texts from outside, each with the pieces its texts are made of, and the longest text that it reads.
// A new reader is a line here; the fuzz kind "slow" and its tests take all of them.

import { deflateSync, strToU8 } from 'fflate'
import { ALL_MESSAGES } from '../../src/i18n/allMessages'
import type { Problem } from '../../src/i18n/problems'
import { spaced } from '../../src/i18n/zh/format'
import { MAX_ACTION_LENGTH, MAX_VALUE_LENGTH, parseAction, parseSettingValue } from '../../src/io/actionText'
import { parseBreakpoints, readBreakpoints } from '../../src/io/breakpointSchema'
import { parseDifference, readDifference } from '../../src/io/differenceSchema'
import { MAX_FILE_LENGTH, readFileText } from '../../src/io/document'
import { readEmbedOptions } from '../../src/io/embed/options'
import { embedProblems } from '../../src/io/embed/problems'
import { readRequest } from '../../src/io/embed/protocol'
import { MAX_PASTE_LENGTH, readImportedCluster } from '../../src/io/importCluster/importCluster'
import { parseRunText } from '../../src/io/inputSchema'
import { isLessonText, MAX_LESSON_LENGTH } from '../../src/io/lessonFile'
import { readLink } from '../../src/io/link'
import { readMessage } from '../../src/io/notesProtocol'
import { parsedJson } from '../../src/io/outsideJson'
import { packText } from '../../src/io/packedText'
import { parseLesson, readLessonText } from '../../src/io/readLesson'
import { MAX_COLUMNS_LENGTH, unpackCalls, unpackColumns } from '../../src/io/recording/recordingColumns'
import { MAX_RECORDING_LENGTH, readRecordingText } from '../../src/io/recording/recordingFile'
import { VIEW_READERS } from '../../src/io/viewReading'
import { MAX_SEARCH_LENGTH } from '../../src/projections/logFilters'
import { createTextTest } from '../../src/projections/logQuery'
import { parseTarget, presetInput } from '../../src/rocketmq'
import { readHistory } from '../../src/session/readHistory'
import { readQuery } from '../../src/session/saveLogView'
import { wrapped } from '../../src/stage/caption'
import { buildInput, readSource } from '../commandInput.mts'
import { BadInput } from '../commandLine.mts'
import { sweepCommand } from '../sweepCommand.mts'
import {
  ACTION_TOKENS,
  INPUT_BEGINS,
  JSON_TOKENS,
  LESSON_BEGINS,
  LESSON_ENDS,
  LESSON_TOKENS,
  LINK_TOKENS,
  PASTE_TOKENS,
  RUN_BEGINS,
  RUN_ENDS,
  RUN_TOKENS,
} from './tokens.mts'

export interface Reader {
  name: string
  /** Characters beyond which it reads nothing. */
  longest: number
  read: (text: string) => void
  /** Packs a text as it comes, where it comes packed: whoever sends it has that work. */
  pack?: (text: string) => string
  /** What its texts are made of; `#` becomes a number that is different each time. */
  tokens: readonly string[]
  /** How a text begins and ends that comes far. */
  begins: readonly string[]
  ends: readonly string[]
}

/** As the page does it: every problem that is named is put into words. */
function say(problems: readonly Problem[]): void {
  for (const problem of problems) for (const m of Object.values(ALL_MESSAGES)) m.problems.sentence(problem)
}

const packed = (text: string): string => Buffer.from(deflateSync(strToU8(text), { level: 1 })).toString('base64url')

const inMessage = (type: string, field: string) => (text: string) => {
  const read = readRequest({ rocketscope: 1, id: 1, type, [field]: text })
  if (read && !read.ok) say(read.problems)
}

/** What a command refuses is said; everything else that is thrown is a defect. */
const orRefused = (act: () => void): void => {
  try {
    act()
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
  }
}

const article = presetInput('article')
const silent = { out: () => undefined, error: () => undefined }

const SEARCHED = 'message 1111.2 of broker-a was stored on queue 11.11 11 '.repeat(4)

export const READERS: readonly Reader[] = [
  {
    name: 'link',
    longest: 200_000,
    read: (text) => say(readLink(text).problems),
    tokens: LINK_TOKENS,
    begins: [
      '',
      'v=1&',
      'v=1&preset=article&',
      'v=1&preset=article&do=',
      'v=1&sum=1&preset=article',
      'https://x/#v=1&seed=',
    ],
    ends: ['', '&end', '&', '@5&end'],
  },
  {
    name: 'packed link',
    longest: 2_000_000,
    pack: (text) => `v=1&preset=article&z=${packed(text)}&end`,
    read: (link) => say(readLink(link).problems),
    tokens: LINK_TOKENS,
    begins: ['', 'do=', 'do=kill+broker-a/master', 'compare=with+kill', 'seed=1&do='],
    ends: ['', '@5', '&end'],
  },
  {
    name: 'lesson in a link',
    longest: MAX_LESSON_LENGTH,
    pack: (text) => `v=1&own=${packText(text)}`,
    read: (link) => {
      const { own } = readLink(link)
      const data = own === undefined ? null : parsedJson(own, MAX_LESSON_LENGTH)
      const read = parseLesson(data)
      if (!read.ok) say(read.problems)
    },
    tokens: LESSON_TOKENS,
    begins: LESSON_BEGINS.map((text) => text.replace('{"format":"rocketscope-lesson","version":1,"lesson":', '')),
    ends: LESSON_ENDS.map((text) => text.slice(0, -1)),
  },
  {
    name: 'action',
    longest: 4 * MAX_ACTION_LENGTH,
    read: (text) => {
      const read = parseAction(text)
      if (!read.ok) say([read.problem])
    },
    tokens: ACTION_TOKENS,
    begins: ['', 'kill ', 'kill broker-a/master', 'set latencyMax=', 'slow broker-a/n0 '],
    ends: ['', '@', '@5', ' @ 5', '@ 5 6', '!'],
  },
  {
    name: 'setting',
    longest: 4 * MAX_VALUE_LENGTH,
    read: (text) => {
      for (const name of ['latencyMax', 'sendMsgTimeout', 'clientVersion', 'messageLimit', 'communicationMode', text]) {
        const read = parseSettingValue(name, text)
        if (!read.ok) say([read.problem])
      }
      const read = parseDifference(text)
      if (!read.ok) say([read.problem])
    },
    tokens: ACTION_TOKENS,
    begins: ['', '[', 'sendMsgTimeout=', 'latencyMax='],
    ends: ['', ']', '!', 'ms', ' s'],
  },
  {
    name: 'target',
    longest: 100_000,
    read: (text) => void parseTarget(text),
    tokens: ['/', '1', 'n', 'master', 'a', '\n', 'n1/'],
    begins: ['', 'broker-a/'],
    ends: ['', '/master', '!', '\n'],
  },
  {
    name: 'view',
    longest: 4000,
    read: (text) => {
      for (const { read, schema } of Object.values(VIEW_READERS)) {
        const value = read(text)
        if (schema === VIEW_READERS.compare.schema) readDifference(value)
        else if (schema === VIEW_READERS.breakpoints.schema) parseBreakpoints(value)
      }
    },
    tokens: [
      ...LINK_TOKENS.filter((text) => !text.includes('%')),
      ...ACTION_TOKENS,
      ...JSON_TOKENS,
      'with ',
      'without ',
      'time1.',
    ],
    begins: ['', 'with ', 'broker.', 'off.', '{"kind":"run","name":{"zh":"', 'S', '1'],
    ends: ['', '}', '.1', 'e', '@5'],
  },
  {
    name: 'file',
    longest: MAX_FILE_LENGTH,
    read: (text) => say(readFileText(text).problems),
    tokens: RUN_TOKENS,
    begins: RUN_BEGINS,
    ends: RUN_ENDS,
  },
  {
    name: 'input',
    longest: MAX_FILE_LENGTH,
    read: (text) => {
      const read = parseRunText(text)
      if (!read.ok) say(read.problems)
    },
    tokens: RUN_TOKENS,
    begins: ['', '{', ...INPUT_BEGINS],
    ends: RUN_ENDS,
  },
  {
    name: 'lesson',
    longest: MAX_LESSON_LENGTH,
    read: (text) => {
      isLessonText(text)
      const read = readLessonText(text)
      if (!read.ok) say(read.problems)
    },
    tokens: LESSON_TOKENS,
    begins: LESSON_BEGINS,
    ends: LESSON_ENDS,
  },
  {
    name: 'paste',
    longest: MAX_PASTE_LENGTH,
    read: (text) => void readImportedCluster(text),
    tokens: PASTE_TOKENS,
    begins: [
      '',
      '#Broker Name #QID\n',
      'a: ',
      'a:\n',
      '{"brokerDatas":[',
      '{"queueDatas":[',
      'a: "',
      "a: '",
      'int A = ',
      'mqadmin x',
      '/*\n',
      '<!--',
      '<bean ',
      'p.apply {\n',
      'services:\n  b:\n    image: apache/rocketmq:5.2.0\n    environment:\n',
      'apiVersion: rocketmq.apache.org/v1alpha1\nkind: Broker\nspec:\n',
      'data:\n  broker.conf: |\n    ',
      'the topic[t] route info changed, new[TopicRouteData [queueDatas=[',
      '{"status":0,"data":{"clusterInfo":{"brokerAddrTable":{',
      'import org.apache.rocketmq.client.apis.x;\n',
    ],
    ends: ['', '\n', ']}', '"', ': x\n', '!\n', ';\n'],
  },
  {
    name: 'message of a host',
    longest: MAX_FILE_LENGTH,
    read: (text) => {
      inMessage('load', 'link')(text)
      inMessage('load', 'run')(text)
      inMessage('act', 'action')(text)
      inMessage('subscribe', 'events')(text)
      inMessage('set', 'theme')(text)
      const read = readRequest({ rocketscope: 1, id: text, type: text, [text]: 1 })
      if (read && !read.ok) say(read.problems)
      const data = parsedJson(text, MAX_FILE_LENGTH)
      const whole = readRequest({ rocketscope: 1, ...(typeof data === 'object' ? data : {}) })
      if (whole && !whole.ok) say(whole.problems)
    },
    tokens: [...RUN_TOKENS, ...LINK_TOKENS, '"log",'],
    begins: [
      '',
      'v=1&preset=article&do=',
      '{"type":"subscribe","events":[',
      '{"type":"act","action":{',
      '{"type":"load","run":{',
      '{"id":',
    ],
    ends: ['', '}', ']}', '"log"]}', '"":1}}'],
  },
  {
    name: 'what was kept',
    longest: 1_000_000,
    read: (text) => {
      readHistory(text)
      readBreakpoints(text)
      readQuery(text)
      const data = parsedJson(text, 1_000_000)
      readMessage(data)
      readDifference(data)
    },
    tokens: [
      ...JSON_TOKENS,
      '{"kind":"time","enabled":true,"atMs":1},',
      '{"input":{"scenario":0},"playheadMs":0,"seenMs":0},',
      '"sends",',
    ],
    begins: [
      '',
      '[',
      '{"past":[',
      '{"scenarios":[',
      '{"categories":[',
      '{"kind":"run","name":null,"input":{',
      '{"type":"report","from":"',
    ],
    ends: ['', ']', '{}]', '{}]}', '"}', '""]}', '"":1}}'],
  },
  {
    name: 'recording',
    longest: MAX_RECORDING_LENGTH,
    read: (text) => {
      const read = readRecordingText(text)
      if (!read.ok) say(read.problems)
    },
    tokens: [
      ...JSON_TOKENS,
      '"exits":',
      '"calls":',
      '"attempts":',
      '{"atMs":#,"group":0,"node":0},',
      '[0,1],',
      'null,',
    ],
    begins: [
      '',
      '{"format":"rocketscope-recording","version":1,',
      '{"format":"rocketscope-recording","exits":[',
      '{"input":{',
    ],
    ends: ['', ']}', '}', '"}}'],
  },
  {
    name: 'packed columns of a recording',
    longest: MAX_COLUMNS_LENGTH,
    pack: packed,
    read: (text) => void [unpackColumns(text, 3), unpackCalls(text, 3)],
    tokens: ['0,', '1,', '-1,', '#,', '[', ']', '],['],
    begins: ['[[', '', '[[0,0,0],['],
    ends: ['', ']', ']]'],
  },
  {
    name: 'search',
    longest: 4 * MAX_SEARCH_LENGTH,
    read: (text) => void createTextTest(text)(() => SEARCHED, 7),
    tokens: ['1', '11', '.', ' ', 'a', '[', '(', '\\', '*', '1.1', 'broker', 'İ'],
    begins: ['', 'message '],
    ends: ['', '!'],
  },
  {
    name: 'words',
    longest: 4000,
    read: (text) => {
      spaced(text)
      wrapped(text, 500, 20, false)
    },
    tokens: ['a', '1', ' ', '中', '，', '（', 'a-', '-b', '\n', '…', 'q1 '],
    begins: ['', '中'],
    ends: ['', '!', '，'],
  },
  {
    name: 'address of a frame',
    longest: 100_000,
    read: (text) => {
      readEmbedOptions(text)
      say(embedProblems(text))
    },
    tokens: ['&', '=', '%', 'lang', 'theme=', 'autoplay', 'embed', '+', 'x', '?'],
    begins: ['?embed&', '', '?lang='],
    ends: ['', '&'],
  },
  {
    name: 'command line',
    longest: 100_000,
    read: (text) => {
      orRefused(() => void buildInput(article, { seed: text, set: [], do: [] }, 'en'))
      orRefused(() => void buildInput(article, { seed: undefined, set: [text, `latencyMax=${text}`], do: [] }, 'zh'))
      orRefused(() => void buildInput(article, { seed: undefined, set: [], do: [text] }, 'en'))
      orRefused(() => void readSource(`v=1&${text}`, 'en'))
      for (const option of ['--over', '--seeds', '--figure', '--until', '--format', '--lang']) {
        // Too early for anything to happen: it is the text that is to be read.
        sweepCommand(['nobody', option, text], silent)
      }
    },
    tokens: [...ACTION_TOKENS, '..', '1..2', '/', 'v=1&', '#'],
    begins: ['', 'sendMsgTimeout=', 'kill broker-a/master @', '1..'],
    ends: ['', '!', '@5', '/1'],
  },
]
