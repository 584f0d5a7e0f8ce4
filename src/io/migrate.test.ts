// What was written in format version 1 still opens, and means the same.

import { expect, test } from 'vitest'
import { inEveryLanguage } from '../i18n/allMessages'
import { presetInput, type RunInput, simulate, type UserAction } from '../rocketmq'
import { parseAction } from './actionText'
import { fileText, readDocument, readFileText } from './document'
import { readAction, readRequest } from './embed/protocol'
import { parseRunInput } from './inputSchema'
import { lessonFileText } from './lessonFile'
import { readLink } from './link'
import { readLesson, readLessonText } from './readLesson'
import { linkText } from './writeLink'

const NEW: UserAction[] = [
  { atMs: 1000, type: 'setFault', target: 'broker-a/n0', fault: 'diskFull', on: true },
  { atMs: 2000, type: 'injectResponse', target: 'broker-b/n0', code: 13, times: 2 },
]
const OLD = [
  { atMs: 1000, type: 'trouble', target: 'broker-a/n0', trouble: 'diskFull', on: true },
  { atMs: 2000, type: 'answer', target: 'broker-b/n0', code: 13, times: 2 },
]
const input: RunInput = { ...presetInput('article'), actions: NEW }
const oldInput = { ...input, actions: OLD }

/** Written by the page when it wrote version 1. */
const OLD_LINKS = {
  readable:
    'v=1&sum=xgahq8&preset=article&t=2500&do=trouble+broker-a/n0+diskFull+on+@1000&do=answer+broker-b/n0+13+2+@2000&end',
  packed:
    'v=1&sum=1iv7kaa&preset=article&z=jdPLjQNQDELRlp4N_vXf2GSyjYRo4C4OwvH8_8jvyt-BPit_QCIw1jKRQ11ihFcqri71llfaTF26OquU71qWMgGvhNHiWc8Tz6YWz1lPPC-0OF554ojT4kB64mBrcfTzxDHU4tjxxPlCizPKE2euFifTE2e1FmefJ86FFucN_gA&end',
  without:
    'v=1&sum=xgahq8&preset=article&do=trouble+broker-a/n0+diskFull+on+@1000&do=answer+broker-b/n0+13+2+@2000&compare=without+trouble+broker-a/n0+diskFull+on+@1000&end',
}

test('links of version 1 are read without a word of complaint, whole and packed', () => {
  expect(readLink(OLD_LINKS.readable)).toEqual({ input, view: { tMs: 2500 }, problems: [] })
  const packed = readLink(OLD_LINKS.packed)
  expect(packed.problems).toEqual([])
  expect(packed.input?.actions.map(({ type }) => type)).toEqual(
    Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? 'setFault' : 'injectResponse')),
  )
  expect(readLink(OLD_LINKS.without)).toMatchObject({
    view: { compare: { kind: 'without', action: NEW[0] } },
    problems: [],
  })
  // A changed letter is still noticed.
  expect(readLink(OLD_LINKS.readable.replace('@1000', '@1001')).problems).toMatchObject([{ reason: 'changedSince' }])
})

test('what is written now is version 2, in the new words, and comes back', () => {
  const text = linkText({ input, view: {} })
  expect(text).toMatch(/^v=2&/)
  expect(text).toContain('do=setFault+broker-a/n0+diskFull+on+@1000&do=injectResponse+broker-b/n0+13+2+@2000')
  expect(readLink(text)).toEqual({ input, view: {}, problems: [] })
  expect(JSON.parse(fileText({ input, view: {} }))).toMatchObject({ version: 2, input: { actions: NEW } })
  expect(readLink(text.replace('setFault', 'trouble')).problems).toMatchObject([{ reason: 'renamedAction' }])
  expect(readLink(text.replace('v=2', 'v=3')).problems).toMatchObject([{ reason: 'otherVersion' }])
})

test('files of version 1, bare inputs, and comparisons in them mean the same', () => {
  const file = { format: 'rocketscope-run', version: 1, input: oldInput, view: {} }
  expect(readDocument(file)).toEqual({ input, view: {}, problems: [] })
  expect(readFileText(JSON.stringify(oldInput))).toEqual({ input, view: {}, problems: [] })
  expect(parseRunInput(oldInput)).toEqual({ ok: true, input })
  const compare = { kind: 'without', action: OLD[0] }
  expect(readDocument({ ...file, view: { compare } }).view).toEqual({ compare: { kind: 'without', action: NEW[0] } })
  const other = { kind: 'run', name: null, input: oldInput }
  expect(readDocument({ ...file, view: { compare: other } }).view).toEqual({ compare: { ...other, input } })
  expect(simulate(readDocument(file).input as RunInput, 3000).log).toEqual(simulate(input, 3000).log)
})

test('lessons of version 1 open, and keep the name they are known by', () => {
  const { type, target, trouble, on } = OLD[0] as Record<string, unknown>
  const step = {
    title: { en: 'One' },
    meaning: { en: 'No more room.' },
    input: oldInput,
    atMs: 2500,
    say: { en: 'It begins.' },
    task: { prompt: { en: 'Fill the disk.' }, actions: [{ type, target, trouble, on }] },
  }
  const lesson = { title: { en: 'Old' }, summary: { en: 'As it was.' }, minutes: 2, steps: [step] }
  const read = readLesson({ format: 'rocketscope-lesson', version: 1, lesson })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  expect(read.lesson.steps[0]?.input.actions).toEqual(NEW)
  expect(read.lesson.steps[0]?.task?.actions?.[0]).toEqual({ type: 'setFault', target, fault: 'diskFull', on: true })
  expect(read.lesson.id).toBe('own-1xwuico176sod')
  const again = readLessonText(lessonFileText(read.lesson))
  expect(again).toEqual(read)
  expect(lessonFileText(read.lesson)).toContain('"version": 2')
})

test('an embedding page may go on saying it as before', () => {
  expect(readAction(OLD[0])).toEqual({ ok: true, action: NEW[0] })
  const { atMs: _, ...now } = OLD[1] as Record<string, unknown>
  expect(readRequest({ rocketscope: 1, type: 'act', action: now })).toMatchObject({
    ok: true,
    request: { action: { type: 'injectResponse', code: 13 } },
  })
  expect(readRequest({ rocketscope: 1, type: 'load', run: oldInput })).toMatchObject({
    request: { reading: { input, problems: [] } },
  })
  expect(readRequest({ rocketscope: 1, type: 'load', link: OLD_LINKS.readable })).toMatchObject({ ok: true })
})

test('typed on the command line, an old word is answered with the new one', () => {
  for (const [typed, now] of [
    ['trouble broker-a/n0 diskFull on @1000', 'setFault'],
    ['answer broker-b/n0 13 2 @2000', 'injectResponse'],
  ] as const) {
    const read = parseAction(typed)
    expect(read).toMatchObject({ ok: false, problem: { reason: 'renamedAction', allowed: { list: [now] } } })
    if (!read.ok)
      for (const said of Object.values(inEveryLanguage((m) => m.problems.sentence(read.problem))))
        expect(said).toContain(now)
  }
})
