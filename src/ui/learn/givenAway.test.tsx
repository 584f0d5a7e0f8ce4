// @vitest-environment happy-dom
// No question is asked whose answer can be read on the page at that moment: on the stage, in the headline, in any panel, in
// the charts, in the names of lesson and scenario, or in what earlier steps have said.
import { describe, expect, test } from 'vitest'
import { COURSE, INCIDENTS } from '../../chapters/chapters'
import { type Counted, countOf, unitOf } from '../../chapters/figure'
import { saysValue } from '../../chapters/fill'
import type { Lesson, Question } from '../../chapters/lesson'
import { kill, lessonInput } from '../../chapters/lessonInput'
import { LANGUAGE_CODES, type Language } from '../../i18n/languages'
import { type ClusterState, simulate, stateAt } from '../../rocketmq'
import { groupView } from '../../stage/nodes/broker/groupView'
import { openPage, until } from '../shell/openPage.testData'

/** Of what is on the page, the parts that are read as one. */
const BLOCKS = 'p, li, td, th, dd, dt, h2, h3, text, button, label, summary, figcaption, option, code'
/**
 * What belongs to the question itself, what is folded away in a list, the steps of a whole latency table, and what a screen
 * reader has been told a moment ago: the headline, a little later.
 */
const ASIDE = '.lesson-ask, .stage-choice, option:not(:checked), [data-window], .sr-only[role=status], script, style'

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Everything the page says: its texts, and the names of what has no text. */
function textsOfPage(): string[] {
  const found = new Set<string>()
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element.closest(ASIDE)) continue
    for (const name of ['aria-label', 'aria-valuetext', 'title', 'alt'])
      found.add(tidy(element.getAttribute(name) ?? ''))
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && tidy(node.textContent ?? '') !== '')
    const block = element.closest(BLOCKS)
    if (own) found.add(tidy((block && !block.querySelector(ASIDE) ? block : element).textContent ?? ''))
  }
  found.delete('')
  return [...found]
}

/** What has been counted as none so far, as the page writes it. */
const NONE: Partial<Record<Counted, RegExp>> = {
  failedMessages: /(?:失败|failed) ?0(?!\d)|(?<![\d.])0 failed/i,
  windows: /(?<![\d.])0 (?:windows|avoidance windows)|(?<![\d.])0 个窗口/i,
  elections: /(?<![\d.])0 elections|(?<![\d.])0 次选举/i,
}

/** Whether the stage draws all Broker groups but one as avoided: then everybody sees where the next message goes. */
const leavesOne = (state: ClusterState, tMs: number): boolean => {
  const views = state.brokerGroups.map((_, group) => groupView(state, group, 0, tMs, false))
  return views.length > 1 && views.filter(({ believed }) => believed !== 'avoided').length === 1
}

/** Words of an option that none of the others has, nor what is asked: where the stage shows them, it shows the answer. */
function ownWords(option: string, others: readonly string[]): string[] {
  const wordsOf = (text: string): string[] =>
    // Chinese is written without spaces: two characters that follow each other.
    [...text.toLowerCase().matchAll(/[a-z][a-z-]{4,}|(?=([\u4e00-\u9fff]{2}))/g)].map(([word, pair]) => pair ?? word)
  return wordsOf(option).filter((word) => !others.some((other) => other.toLowerCase().includes(word)))
}

const UNITS: Record<string, number> = { ms: 1, 毫秒: 1, s: 1000, 秒: 1000, min: 60_000, 分: 60_000, 分钟: 60_000 }

/** All durations in a text, ms. */
const durationsIn = (text: string): number[] =>
  [...text.matchAll(/(\d[\d,]*(?:\.\d+)?) ?(毫秒|秒|分钟|分|ms|min|s)(?![a-z])/g)].map(([, number, unit]) =>
    Math.round(Number(String(number).replaceAll(',', '')) * (UNITS[String(unit)] ?? 1)),
  )

/** Whether a text says which message it is about. */
const isAbout = (text: string, message: number): boolean =>
  new RegExp(`(?:消息|message|m) ?${message}(?!\\d)`, 'i').test(text)

interface Right {
  question: Question
  /** The right answer, in words. */
  words: string
  /** The value of its figure. */
  value: number | string
  /** Durations, ms, that only the explanation says. */
  explained?: readonly number[]
}

function givesAway(text: string, { question, words, value, explained = [] }: Right): boolean {
  const { kind, answer } = question
  if (kind === 'queue' || kind === 'broker' || kind === 'outcome') {
    const message = ('message' in answer && answer.message) || -1
    return isAbout(text, message) && saysValue(text, words)
  }
  if (kind === 'choice' && text.toLowerCase().includes(tidy(words).toLowerCase())) return true
  if (answer.kind === 'count' && value === 0 && NONE[answer.what]?.test(text)) return true
  if (durationsIn(text).some((ms) => explained.includes(ms))) return true
  const unit = unitOf(answer)
  if (unit === 'ms') return durationsIn(text).includes(Number(value))
  if (kind === 'number') return saysValue(text, words)
  // Of a choice the number behind it is no answer, but where it is as good as one.
  return unit === 'percent' && text.includes(`${value}%`)
}

const asked = (lesson: Lesson): number[] =>
  [...lesson.steps.keys(), ...[...lesson.quiz.keys()].map((one) => one + lesson.steps.length)].filter((page) =>
    page < lesson.steps.length ? lesson.steps[page]?.ask : true,
  )

describe.each(LANGUAGE_CODES)('in %s', (language: Language) => {
  test('no answer is on the page while its question is open', { timeout: 600_000 }, async () => {
    await openPage('preset=article&t=100', language)
    // Of the page that has just been loaded, not of this test.
    const { openLesson, backToPage } = await import('../../session/lessonActions')
    const pages = await import('../../session/lessonPages')
    const { currentState } = await import('../../session/runViews')
    const { factOf, factsOf, whenFacts } = await import('../../session/pageFacts')
    const { seek, showPanel, showCharts } = await import('../../session/actions')
    const { currentMessages, useApp, loadCurrentMessages } = await import('../../session/appStore')
    await loadCurrentMessages('lessons', 'presenting', 'glossary', 'settings')
    const m = currentMessages()
    const ready = (page: Parameters<typeof factsOf>[0]) => new Promise<void>((done) => whenFacts(page, done))
    const leaks: string[] = []
    let count = 0
    for (const lesson of [...COURSE, ...INCIDENTS]) {
      const own = pages.lessonById(lesson.id)
      if (!own) throw new Error(lesson.id)
      for (const number of asked(own)) {
        const page = pages.pageAt(own, number)
        const question = pages.questionOf(page)
        if (page.kind === 'end' || !question) throw new Error('no question')
        openLesson(own.id, number)
        await ready(page)
        await new Promise<void>((done) => backToPage(done))
        expect(useApp.getState().playheadMs).toBe(pages.openingMs(page))
        expect(useApp.getState().lesson?.asks).toBe(question.kind)
        const value = factOf(factsOf(page)?.own ?? null, question.answer)
        if (value === null) throw new Error('no value')
        const told = page.kind === 'step' ? page.step : page.question
        const named = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))
        const before = page.kind === 'step' ? named(page.step.say.en) : []
        const explained = named(question.explain.en).flatMap((name) => {
          const figure = before.includes(name) ? undefined : told.figures?.[name]
          return figure?.kind === 'windowOf' ? [Number(factOf(factsOf(page)?.own ?? null, figure))] : []
        })
        const words = pages.answerText(question, pages.rightAnswer(page), m)
        const right: Right = { question, words, value, explained }
        const texts = new Set<string>()
        showCharts(true)
        for (const panel of ['lesson', 'story', 'log', 'settings'] as const) {
          showPanel(panel)
          await until(() => document.querySelector(`#tab-${panel}[aria-selected=true]`))
          await new Promise((done) => setTimeout(done, 60))
          for (const text of textsOfPage()) texts.add(text)
        }
        showCharts(false)
        // What has been said before, its figures filled in.
        for (let before = 0; before < number; before++) {
          const earlier = pages.pageAt(own, before)
          if (earlier.kind !== 'step') continue
          await ready(earlier)
          const { title, say, meaning, ask } = earlier.step
          for (const words of [title, say, meaning, ...(ask ? [ask.explain] : [])]) {
            texts.add(tidy(pages.pageText(earlier, words, null, m)))
          }
        }
        // Of the page itself, what is there before it is answered.
        if (page.kind === 'step') texts.add(tidy(pages.pageText(page, page.step.say, null, m)))
        expect(texts.size).toBeGreaterThan(60)
        const name = `${own.id}.${number} (${right.words})`
        // Where a message goes is no question where the stage passes over all Brokers but one.
        if (question.kind === 'queue' || question.kind === 'broker')
          if (leavesOne(currentState(), pages.openingMs(page))) leaks.push(`${name}: the stage avoids all but one`)
        // A word that only the right option has, and the stage shows.
        if (question.kind === 'choice') {
          const say = page.kind === 'step' ? pages.pageText(page, page.step.say, null, m) : ''
          const asked = pages.pageText(page, question.prompt, null, m)
          const others = question.options
            .map((_, at) => pages.answerText(question, at, m))
            .filter((one) => one !== words)
          const stageText = () => tidy(document.querySelector('.stage-area')?.textContent ?? '').toLowerCase()
          const stage = stageText()
          await new Promise<void>((done) => seek(0, done))
          await new Promise((done) => setTimeout(done, 60))
          // What is there from the beginning of the run is furniture.
          for (const word of ownWords(words, [say, asked, stageText(), ...others]))
            if (stage.includes(word)) leaks.push(`${name}: the stage says ${word}`)
        }
        count++
        for (const text of texts) {
          if (givesAway(text, right)) leaks.push(`${own.id}.${number} (${right.words}): ${text.slice(0, 160)}`)
        }
        // The button that is right looks like the others.
        const options = [...document.querySelectorAll('.lesson-option')]
        expect(new Set(options.map((one) => one.className)).size).toBeLessThanOrEqual(1)
      }
    }
    expect(count).toBeGreaterThanOrEqual(20)
    expect(leaks).toEqual([])
  })

  test('a sign that gives an answer away is found', () => {
    const [zh, en] = ['10 分钟', '600.0 s']
    const window = { kind: 'number', answer: { kind: 'windowOf', afterMs: 0 } } as unknown as Question
    expect(givesAway(`规避 ${zh}`, { question: window, words: zh, value: 600_000 })).toBe(true)
    expect(givesAway(`avoided for ${en}`, { question: window, words: '10 min', value: 600_000 })).toBe(true)
    expect(givesAway('avoided for 60 s', { question: window, words: '10 min', value: 600_000 })).toBe(false)
    const queue = { kind: 'queue', answer: { kind: 'queueOf', message: 7 } } as unknown as Question
    const right = { question: queue, words: 'broker-b q0', value: 'broker-b q0' }
    expect(givesAway('Message 7 goes to broker-b q0.', right)).toBe(true)
    expect(givesAway('Message 17 goes to broker-b q0.', right)).toBe(false)
    const choice = { kind: 'choice', answer: { kind: 'attemptsOf', message: 1 } } as unknown as Question
    expect(
      givesAway('Once more: it keeps the old route!', { question: choice, words: 'It keeps the old route', value: 1 }),
    ).toBe(true)
    // None so far, on the page, is the answer "none".
    const none = { kind: 'choice', answer: countOf('failedMessages', 0, 30_000) } as unknown as Question
    for (const text of ['31 ok · 0 failed', '失败 0', 'failed 0'])
      expect(givesAway(text, { question: none, words: 'no exception', value: 0 }), text).toBe(true)
    for (const text of ['10 failed', '失败 01', 'failed 0'])
      expect(givesAway(text, { question: none, words: 'turn after turn', value: text === 'failed 0' ? 12 : 0 })).toBe(
        false,
      )
    // A word of the right option alone; one that others have as well says nothing.
    const options = ['In a queue, waiting for a thread', 'In the queue of broker-b']
    expect(ownWords(options[0] as string, [options[1] as string])).toEqual(['waiting', 'thread'])
    expect(ownWords('等一个空闲的线程', ['在 broker-b 上排队'])).toContain('线程')
    // One Broker is avoided: the other is where the next message goes. Before the failure nothing is.
    const killed = simulate(lessonInput('article', {}, [kill(10_600)]), 12_000)
    expect(leavesOne(stateAt(killed, 11_950), 11_950)).toBe(true)
    expect(leavesOne(stateAt(killed, 11_300), 11_300)).toBe(false)
  })
})
