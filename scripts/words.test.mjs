// The vocabulary of the project: words that have a better one must not come back, on the screen, in the documents or in code.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const filesIn = (folder, ending) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => ending.test(name))

const CODE = ['src', 'scripts', 'e2e'].flatMap((folder) => filesIn(folder, /\.(?:tsx?|m[jt]s)$/))
const SCREEN = [...filesIn('src/i18n', /\.ts$/), ...filesIn('src/chapters', /\.ts$/)].filter(
  (name) => !/\.test/.test(name),
)
const DOCUMENTS = [
  ...filesIn('docs', /\.md$/),
  'README.md',
  'README.zh-CN.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'conformance/README.md',
]

/** English: passive riddles and private metaphors. The plain verb is in CONTRIBUTING.md. */
const ENGLISH =
  /\b(?:nobody|somebody|anew|swallow\w*|(?:is|are|was|were) told|gives? way|takes? up|skip the quiet|how true is this)\b/i

/** Chinese: translated rather than written, or quoted the Japanese way. */
const CHINESE =
  /[「」]|没有人|谁也|弄坏|读不出来|打不开|写不进去|吃了亏|干活|挂了|挂掉|没了|死了|死法|撞上|白跑|录音|不许|照发不误/

/** Names that the code had before it took the field's. */
const NAMES =
  /\b(?:tellAgain|toldAt|keepHouse|isSeen|startSeeing|calmTime|giveWay|orGoOn|litLines|sayings|quay|harbour|orderedCode|MOST_[A-Z]\w*|LEAST_[A-Z]\w*)\b/

/** Comments apart: only what a reader of the page meets. */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1')

/** Lines of a text that have a word, with their number. */
const linesWith = (text, pattern) =>
  text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${at + 1}: ${pattern.exec(line)[0]}`] : []))

const read = (name) => readFileSync(`${root}${name}`, 'utf8')

const found = (names, pattern, prepare = (text) => text) =>
  names.flatMap((name) => linesWith(prepare(read(name)), pattern).map((line) => `${name}:${line}`))

test('the words on the screen are active and plain, in both languages', () => {
  expect(found(SCREEN, ENGLISH, withoutComments)).toEqual([])
  expect(found(SCREEN, CHINESE, withoutComments)).toEqual([])
})

test('the documents are, too', () => {
  expect(found(DOCUMENTS, ENGLISH)).toEqual([])
  expect(found(DOCUMENTS, CHINESE)).toEqual([])
})

test('the code has the names of the field', () => {
  expect(
    found(
      CODE.filter((name) => name !== 'scripts/words.test.mjs'),
      NAMES,
    ),
  ).toEqual([])
})

test('Chinese and Latin characters are one space apart', () => {
  const chinese = filesIn('src/i18n/zh', /\.ts$/)
  const joined = /[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]/
  expect(found(chinese, joined, withoutComments)).toEqual([])
  const lessons = filesIn('src/chapters', /\.ts$/).filter((name) => !/\.test/.test(name))
  expect(found(lessons, joined, withoutComments)).toEqual([])
})

/** Two texts with punctuation of one language between them; the languages have their own, in `format`. */
const ONE_LANGUAGE = /\}(?:[:;,.] |[：；，。])\$\{|`\w+: \$\{/

test('the page joins its words with the punctuation of the language', () => {
  const page = filesIn('src/ui', /\.tsx?$/).filter((name) => !/\.test/.test(name))
  expect(found(page, ONE_LANGUAGE, withoutComments)).toEqual([])
  expect(page.length).toBeGreaterThan(100)
  const joins = (text) => linesWith(text.replaceAll('§', '$'), ONE_LANGUAGE).length
  expect(['`§{name}: §{what}`', '`sendMsgTimeout: §{value}`', '`§{name}§{m.format.colon}§{what}`'].map(joins)).toEqual([
    1, 1, 0,
  ])
})

test('a banned word is noticed, and a plain one is not', () => {
  expect(linesWith('fine\nNobody tells the producer.', ENGLISH)).toEqual(['2: Nobody'])
  expect(linesWith('Broker 挂了', CHINESE)).toEqual(['1: 挂了'])
  expect(linesWith('const MOST_ENTRIES = 1', NAMES)).toEqual(['1: MOST_ENTRIES'])
  expect(linesWith('The NameServer does not notify the producer. MAX_ENTRIES', ENGLISH)).toEqual([])
  expect(SCREEN.length).toBeGreaterThan(100)
  expect(DOCUMENTS.length).toBeGreaterThan(30)
})
