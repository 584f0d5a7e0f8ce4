// What the words of lessons owe to whoever reads them beside the stage: a change of what runs there is said, what is seen is
// explained where it is seen first, and nothing that a step says is wrong once its task has been done.

import { describe, expect, test } from 'vitest'
import { LANGUAGE_CODES } from '../i18n/languages'
import { type Settings, simulate } from '../rocketmq'
import { COURSE, INCIDENTS } from './chapters'
import { inputAfter, type Lesson, type Step } from './lesson'
import { entries } from './reading'

const stepsOf = (lessons: readonly Lesson[]): { name: string; step: Step; first: boolean }[] =>
  lessons.flatMap((lesson) =>
    lesson.steps.map((step, at) => ({ name: `${lesson.id}/${step.id}`, step, first: at === 0 })),
  )

/** How a step says that one of these is another one now. */
const SAID: Partial<Record<keyof Settings | 'brokerGroups', (now: unknown) => RegExp>> = {
  sendLatencyFaultEnable: (now) =>
    now ? /开关[^，。]*打开|打开开关|switch (?:is )?on/i : /开关[^，。]*关闭|switch (?:is )?off/i,
  clientVersion: (now) => new RegExp(String(now).replaceAll('.', '\\.')),
  slaveCount: () => /换了集群|new cluster/i,
  brokerGroups: () => /只有一个队列|one queue/,
  retryTimesWhenSendFailed: (now) => new RegExp(`retryTimesWhenSendFailed\\D+${now}`),
  networkLatencyMs: () => /真实数值|real values/i,
}
/** At the beginning of a lesson these are as they always are again; what the page always names is said there as well. */
const ALWAYS = ['sendLatencyFaultEnable', 'clientVersion', 'slaveCount', 'networkLatencyMs']

test('a step says what is different from what ran before it', () => {
  let said = 0
  let before: Step | null = null
  for (const { name, step, first } of stepsOf(COURSE)) {
    const last = before && inputAfter(before).scenario
    before = step
    if (!last) continue
    const now = step.input.scenario
    for (const [what, wording] of Object.entries(SAID)) {
      if (first && !ALWAYS.includes(what)) continue
      const of = ({ settings, brokerGroups }: typeof now) => ({ ...settings, brokerGroups })[what as 'clientVersion']
      if (JSON.stringify(of(now)) === JSON.stringify(of(last))) continue
      said++
      for (const language of LANGUAGE_CODES) expect(step.say[language], `${name}: ${what}`).toMatch(wording(of(now)))
    }
  }
  expect(said).toBeGreaterThanOrEqual(7)
})

test('where the index first grows by more than one, the step says why', () => {
  const jumping = stepsOf(COURSE).filter(({ step }) => jumpOf(step) > 1)
  const [first] = jumping
  expect(first && jumpOf(first.step)).toBe(2)
  expect(first?.step.meaning.zh).toMatch(/重试跳过.*序号一次加 2/)
  expect(first?.step.meaning.en).toMatch(/retry skips.*index grows by 2/i)
})

/** By how much the index of the producer grows between two attempts, at most, while a step is shown and played. */
function jumpOf(step: Step): number {
  const run = simulate(inputAfter(step), step.untilMs ?? step.atMs)
  const sends = entries(run, 'send', step.atMs - 1000)
  return Math.max(0, ...sends.slice(1).map(({ index }, at) => index - (sends[at]?.index ?? index)))
}

describe('what a step says is true after its task as well', () => {
  const withTask = stepsOf([...COURSE, ...INCIDENTS]).filter(({ step }) => step.task)

  test('there are some, of each kind', () => {
    expect(withTask.length).toBeGreaterThan(20)
    expect(withTask.filter(({ step }) => step.task?.act?.kind === 'setting').length).toBeGreaterThan(14)
  })

  test.each(withTask.map((one) => [one.name, one.step] as const))('%s', (_, { say, input, task }) => {
    // What a deed ends is not said as if it lasted.
    expect(say.zh).not.toMatch(/还不|还没|尚未|一切正常|现在|正要|一共要/)
    expect(say.en).not.toMatch(/\byet\b|all is well|right now|\bhas \d+ messages to\b|about to|not know any/i)
    if (task?.act?.kind !== 'setting') return
    // The old value of the setting is named as a condition only, beside what it led to in the run before.
    const { name } = task.act
    const old = (input.scenario.settings as Record<string, unknown>)[name]
    for (const [text, plain, on, off, condition] of [
      [say.zh, '(?<!用)客户端 ?', /打开/, /关闭/, /时/],
      [say.en, '(?<![Ww]ith )client ', /\bon\b/, /\boff\b/, /\b(?:with|while|without)\b/i],
    ] as const)
      for (const sentence of text.split(/[。.](?=\s|[^\d\s]|$)/)) {
        if (typeof old === 'string' && sentence.includes(old)) {
          expect(sentence).toContain('{before')
          expect(sentence).not.toMatch(new RegExp(`${plain}${old.replaceAll('.', '\\.')}`))
        }
        if (typeof old === 'boolean' && (old ? on : off).test(sentence)) expect(sentence).toMatch(condition)
      }
  })
})
