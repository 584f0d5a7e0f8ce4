// Carries what stage and notes window say to each other: a BroadcastChannel of this browser, with a name for each tab, so
// that two talks do not disturb each other. No server.

import { messagesOf } from '../i18n/load'
import { type Localized, localize } from '../i18n/localized'
import { notesHash } from '../io/notesAddress'
import { type Command, type Message, readMessage, type StageReport } from '../io/notesProtocol'
import { openWire } from '../io/notesWire'
import { type AppState, useApp } from './appStore'
import { cueAfter, isCard, leadOf, plannedUntil, sentenceOf } from './cues'
import { openedPage } from './lessonActions'
import { answerText, optionsOf, pageAt, pageCount, pageText, questionOf, rightAnswer, titleOf } from './lessonPages'
import { pageFacts } from './pageFacts'
import {
  goBack,
  goForward,
  putBack,
  resetTalkClock,
  startTalkClock,
  takeNewChannel,
  toggleBlack,
  toggleLock,
  toggleSpotlight,
} from './presenting'

const DO: Record<Command, () => void> = {
  forward: goForward,
  back: goBack,
  putBack,
  black: toggleBlack,
  lock: toggleLock,
  spotlight: toggleSpotlight,
  startClock: startTalkClock,
  resetClock: resetTalkClock,
}

/** All that is known of the cue on the stage, in the language of the page; null while nothing is presented. */
export function stageReport({ presenting, language, theme }: AppState): StageReport | null {
  const m = messagesOf(language, 'lessons')
  const opened = openedPage()
  if (!presenting || !opened) return null
  const { lesson, page, open } = opened
  const { revealed, black, locked, spotlight, clockStartedAt, cueStartedAt } = presenting
  const say = (words: Localized) =>
    page.kind === 'end' ? localize(words, m) : pageText(page, words, open.perBroker, m)
  const question = questionOf(page)
  const lead = leadOf(page, revealed)
  const step = page.kind === 'step' ? page.step : null
  const notes = step?.notes
  const next = cueAfter(lesson, { page: open.page, revealed: true }).page
  return {
    language,
    theme,
    title: localize(lesson.title, m),
    cueTitle: titleOf(page)(m),
    place: open.page + 1,
    all: pageCount(lesson),
    sentence: say(isCard(page) && step ? step.title : sentenceOf(lesson, page, revealed)),
    options: question ? optionsOf(page).map((option) => answerText(question, option, m)) : [],
    answer: revealed && question ? answerText(question, rightAnswer(page), m) : null,
    lead: lead && say(lead),
    notes: notes ? say(notes) : null,
    reveals: revealed || page.kind === 'end' || isCard(page) ? null : say(sentenceOf(lesson, page, true)),
    next: next === open.page ? null : titleOf(pageAt(lesson, next))(m),
    plannedUntil: plannedUntil(lesson, open.page),
    plannedMinutes: lesson.minutes,
    cueMinutes: step?.minutes ?? null,
    clockStartedAt,
    cueStartedAt,
    black,
    locked,
    spotlight,
  }
}

/** The stage's side, while it presents. @returns a function that ends it */
export function startReporting(channel: string): () => void {
  const wire = openWire(channel)
  // The talk itself needs no second window.
  if (wire === null) return () => undefined
  const from = `${performance.timeOrigin}.${performance.now()}.${channel}`
  const send = (message: Message) => wire.postMessage(message)
  const report = () => {
    const now = stageReport(useApp.getState())
    if (now) send({ type: 'report', from, report: now })
  }
  wire.onmessage = ({ data }) => {
    const message = readMessage(data)
    switch (message?.type) {
      case 'hello':
        report()
        break
      case 'command':
        DO[message.command]()
        break
      case 'claim':
        send({ type: 'taken', to: message.from })
        break
      case 'taken':
        if (message.to === from) takeNewChannel()
        break
      default:
    }
  }
  send({ type: 'claim', from })
  report()
  const unsubscribe = useApp.subscribe((state, previous) => {
    if (
      state.presenting !== previous.presenting ||
      state.lesson !== previous.lesson ||
      state.language !== previous.language ||
      state.theme !== previous.theme
    )
      report()
  })
  // What it says in numbers may have been on its way.
  const stopFacts = pageFacts.subscribe(report)
  const sayGoodbye = () => send({ type: 'gone', from })
  window.addEventListener('pagehide', sayGoodbye)
  // Back from where browsers keep pages that were left.
  window.addEventListener('pageshow', report)
  return () => {
    unsubscribe()
    stopFacts()
    window.removeEventListener('pagehide', sayGoodbye)
    window.removeEventListener('pageshow', report)
    sayGoodbye()
    wire.close()
  }
}

const nameOf = (channel: string): string => `rocketscope-notes-${channel}`

/** Opens the notes window, or brings it to the front. @returns whether the browser let it */
export function openNotes(channel: string): boolean {
  const address = `${location.pathname}${location.search}${notesHash(channel)}`
  return window.open(address, nameOf(channel), 'popup,width=960,height=760') !== null
}
