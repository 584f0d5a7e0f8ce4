// What a person can do while they present: begin, press forward and back, and what helps when something goes wrong. The
// lesson stays what it was; who presents it leaves no marks in what they have learnt. Loaded with the first talk.

import type { Lesson } from '../chapters/lesson'
import { cardOf } from '../chapters/talk'
import { isChannel } from '../io/notesAddress'
import { parsedJson } from '../io/outsideJson'
import { loadNotesChannel, loadPresenting, saveNotesChannel, savePresenting } from '../io/storage'
import { setSpeed } from './actions'
import { type Presenting, useApp } from './appStore'
import { giveBackPage, keepPage } from './beforeTalk'
import { type CuePlace, cueAfter, cueBefore } from './cues'
import { backToPage, doTask, openedPage, openLesson, playPage } from './lessonActions'
import { isReady, pageAt, placeOf, rightAnswer } from './lessonPages'
import { factsOf, whenFacts } from './pageFacts'

const get = useApp.getState
const set = useApp.setState

/** The channel of this tab's last talk: a notes window that is still open follows. */
function keptChannel(): string | null {
  const kept = loadNotesChannel()
  return kept !== null && isChannel(kept) ? kept : null
}

const newChannel = (): string => crypto.randomUUID?.() ?? `${performance.timeOrigin}-${performance.now()}`

const change = (part: Partial<Presenting>): void =>
  set(({ presenting }) => ({ presenting: presenting && { ...presenting, ...part } }))

/** The talk that is offered first; its title card leads to the others. */
const OFFERED_TALK = 'talk-15'

/**
 * Begins a talk at its title card, from wherever the page is: a run of one's own, a recording, a lesson. Leaving it gives
 * that back.
 *
 * @param id - of a talk
 */
export const startTalk = (id = OFFERED_TALK): void => startPresenting(id)

/** Presents a lesson from its beginning or, without an id, the open one from its page on; the offered talk if none is open. */
export function startPresenting(id?: string): void {
  if (id === undefined && !openedPage()) {
    startTalk()
    return
  }
  // Who presents the open lesson is in its run already.
  if (id !== undefined) keepPage()
  set({
    libraryOpen: false,
    helpOpen: false,
    truthOpen: false,
    comparing: null,
    presenting: {
      // A notes window that is still open belongs to the next talk of this tab, too.
      channel: keptChannel() ?? newChannel(),
      revealed: false,
      black: false,
      locked: false,
      spotlight: false,
      clockStartedAt: null,
      cueStartedAt: Date.now(),
    },
  })
  if (id !== undefined) openLesson(id, 0)
  goTo({ page: openedPage()?.open.page ?? 0, revealed: false })
  enterFullScreen()
}

/** Another version of the talk, chosen on its title card. */
export function switchTalk(id: string): void {
  if (!get().presenting) return
  openLesson(id, 0)
  goTo({ page: 0, revealed: false })
}

export function leavePresenting(): void {
  // News of the talk are of no use behind it.
  set(({ notice }) => ({ presenting: null, notice: notice?.tone === 'info' ? null : notice }))
  savePresenting(null)
  void giveBackPage()
  if (document.fullscreenElement) void document.exitFullscreen()
}

/** Not every browser and not every moment allows it. Then the talk is in the window, where it works as well. */
export function enterFullScreen(): void {
  const root = document.documentElement
  if (!document.fullscreenElement && root.requestFullscreen) root.requestFullscreen().then(undefined, () => undefined)
}

const here = (): { lesson: Lesson; place: CuePlace } | null => {
  const { presenting } = get()
  const opened = openedPage()
  if (!presenting || !opened) return null
  return { lesson: opened.lesson, place: { page: opened.open.page, revealed: presenting.revealed } }
}

/** A press on the clicker. On a black screen it only brings the picture back. */
export function goForward(): void {
  const at = here()
  if (!at) return
  if (get().presenting?.black) change({ black: false })
  else {
    const next = cueAfter(at.lesson, at.place)
    startClockAfterTitle(at)
    // On the same cue the stage goes on from where it is.
    if (next.page === at.place.page && next.revealed !== at.place.revealed) reveal()
    else if (next.page !== at.place.page) goTo(next)
  }
}

export function goBack(): void {
  const at = here()
  if (!at) return
  if (get().presenting?.black) change({ black: false })
  else goTo(cueBefore(at.place))
}

/** The talk itself begins where its title card is left. */
function startClockAfterTitle({ lesson, place }: { lesson: Lesson; place: CuePlace }): void {
  const step = lesson.steps[place.page]
  if (step && cardOf(step)?.kind === 'title' && get().presenting?.clockStartedAt === null) startTalkClock()
}

/** Puts stage and sentence back on the cue, whatever was done to them. */
export function putBack(): void {
  const at = here()
  if (at) goTo(at.place)
}

function goTo({ page, revealed }: CuePlace): void {
  const opened = openedPage()
  if (!opened) return
  const { lesson, open } = opened
  change({ revealed: false, ...(open.page !== page && { cueStartedAt: Date.now() }) })
  set({ lesson: { ...open, ...placeOf(lesson, page), answer: null, done: false } })
  backToPage(revealed ? reveal : undefined)
  // What stands still has happened in its own time, also where the cue will be played fast.
  if (standsStill(lesson, page)) setSpeed(1)
  // What the next cue says in numbers is there before it is.
  const next = pageAt(lesson, page + 1)
  if (next.kind !== 'end') factsOf(next)
}

/** Whether a cue waits for its second half before anything moves. */
function standsStill(lesson: Lesson, number: number): boolean {
  const page = pageAt(lesson, number)
  return page.kind === 'step' && Boolean(page.step.ask || page.step.task || page.step.opensStill)
}

/** Plays on, at the speed of the cue. */
function playCue(): void {
  const page = openedPage()?.page
  if (page?.kind === 'step') setSpeed(page.step.speed ?? 1)
  playPage()
}

/** The second half of the cue: the answer is given, the task done, and what follows is played. */
function reveal(): void {
  const opened = openedPage()
  if (!opened) return
  const { open, page } = opened
  change({ revealed: true })
  if (!isReady(page) && page.kind !== 'end') {
    whenFacts(page, () => {
      const now = openedPage()
      if (now?.page.kind === page.kind && now.open.page === open.page && get().presenting?.revealed) reveal()
    })
    return
  }
  const right = rightAnswer(page)
  if (page.kind === 'step' && page.step.task) {
    if (open.done) return
    doTask()
    const now = get().lesson
    set({ lesson: now && { ...now, done: true } })
    playCue()
  } else if (right !== null) {
    set({ lesson: { ...open, answer: right } })
    playCue()
  } else if (page.kind === 'step' && page.step.opensStill) playCue()
}

export const toggleBlack = (): void => change({ black: !get().presenting?.black })
export const toggleLock = (): void => change({ locked: !get().presenting?.locked })
export const toggleSpotlight = (): void => change({ spotlight: !get().presenting?.spotlight })
export const startTalkClock = (): void => change({ clockStartedAt: Date.now(), cueStartedAt: Date.now() })
export const resetTalkClock = (): void => change({ clockStartedAt: null })

/** Another tab has this channel: takes a new one. */
export const takeNewChannel = (): void => change({ channel: newChannel() })

/** Characters of what is kept. */
const MAX_KEPT_LENGTH = 2000

/** What was kept by this tab, checked. */
function readKept(): Presenting | null {
  const data = parsedJson(loadPresenting(), MAX_KEPT_LENGTH)
  if (typeof data !== 'object' || data === null) return null
  const { channel, revealed, black, locked, spotlight, clockStartedAt, cueStartedAt } = data as Record<string, unknown>
  if (typeof channel !== 'string' || !isChannel(channel)) return null
  return {
    channel,
    revealed: revealed === true,
    black: black === true,
    locked: locked === true,
    spotlight: spotlight === true,
    clockStartedAt: typeof clockStartedAt === 'number' ? clockStartedAt : null,
    cueStartedAt: typeof cueStartedAt === 'number' ? cueStartedAt : Date.now(),
  }
}

/** Goes on with the talk this tab was giving before a reload, on the same half of the same cue. */
export async function restorePresenting(): Promise<void> {
  const kept = readKept()
  // One of the person's own lessons, perhaps.
  if (kept && get().lesson && !openedPage()) (await import('./ownLessons')).restoreOwnLessons()
  if (!kept || !openedPage()) return
  const { revealed, ...rest } = kept
  set({ presenting: { ...rest, revealed: false } })
  goTo({ page: openedPage()?.open.page ?? 0, revealed })
}

/** Keeps for a reload how the talk is given; once it is left, a reload shows the whole page. @returns a function that ends it */
export function startSavingPresenting(): () => void {
  const keep = (presenting: Presenting | null) => {
    savePresenting(presenting && JSON.stringify(presenting))
    if (presenting) saveNotesChannel(presenting.channel)
  }
  keep(get().presenting)
  return useApp.subscribe((state, previous) => {
    if (state.presenting !== previous.presenting) keep(state.presenting)
  })
}
