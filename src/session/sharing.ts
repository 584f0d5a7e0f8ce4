// Taking a run off the page and putting one on it: links, files, what was dropped on the window. Loaded when it is needed.

import * as v from 'valibot'
import { fileText, type Reading, readFileText } from '../io/document'
import { fileProblem, readFiles, saveText } from '../io/files'
import { isLessonText, isOwnId, MAX_PACKED_LENGTH, packedLesson } from '../io/lessonFile'
import { readLink } from '../io/link'
import { parsedJson } from '../io/outsideJson'
import { isRecordingText } from '../io/recording/missing'
import { withRecordings } from '../io/recording/withRecordings'
import type { RunDocument } from '../io/runDocument'
import { forgetFirstVisit, loadLessonPage } from '../io/storage'
import { sameValue } from '../io/viewFields'
import { linkText } from '../io/writeLink'
import { recordingOf } from '../rocketmq'
import { begin, pause } from './actions'
import { addressText, openOwnLesson } from './addressText'
import { useApp } from './appStore'
import type { Failure } from './failures'
import { notify, notifyLate } from './notices'
import { isOwnComputer } from './ownComputer'
import { askedQuestion } from './questionAddress'
import { closeReport, type Report, sharing } from './sharingState'
import { showView, viewOf } from './view'

/** A lesson that came along in a link is checked before it is shown. */
function takeLesson({ own, view }: Reading): void {
  if (own === undefined) return
  sharing.setState({ lessonComing: true })
  void import('./lessonOpening').then(({ takeLessonOfLink }) => takeLessonOfLink(own, view.lesson ?? null))
}

/**
 * Puts on the page what was read, paused; a run that is there already stays, and only the view changes. Where nothing
 * could be read, nothing changes. What could not be read is said.
 *
 * @returns whether there was anything to open
 */
export function openReading(reading: Reading, source: Report['source']): boolean {
  const { input, view } = reading
  if (input === null && reading.own !== undefined) {
    takeLesson(reading)
    return true
  }
  if (input === null) {
    sharing.setState({ report: { source, opened: false, problems: reading.problems } })
    return false
  }
  pause()
  // What somebody has made to be looked at is shown as they saw it.
  forgetFirstVisit()
  useApp.setState({ hidden: [], guided: false })
  if (!sameValue(input, useApp.getState().input)) begin(input)
  const opened = useApp.getState().input
  closeReport()
  showView(view, [], (notShown) => {
    // Somebody has gone on to something else while its moment was computed.
    if (useApp.getState().input !== opened) return
    // Where the moment was not reached, the page says why: the run ends, or the person has cancelled.
    const isThere = notShown.every(({ reason }) => reason !== 'tooFar')
    const problems = [...reading.problems, ...notShown.filter(({ reason }) => reason !== 'tooFar')]
    if (problems.length > 0) sharing.setState({ report: { source, opened: true, problems } })
    else if (isThere) notify('info', (m) => m.sharing[source === 'link' ? 'linkOpened' : 'fileOpened'])
  })
  takeLesson(reading)
  return true
}

/** Opens what stands behind the # of an address. @returns whether there was anything to open */
export function openAddress(hash: string): boolean | Promise<boolean> {
  const challenge = CHALLENGE_ADDRESS.exec(hash)?.[1]
  if (challenge !== undefined) return import('./challengeActions').then(({ openChallenge }) => openChallenge(challenge))
  const name = askedQuestion(hash)
  if (name !== undefined) return openAsked(name)
  if (useApp.getState().questions) useApp.setState({ questions: null })
  const opened = withRecordings(
    () => readLink(hash),
    (reading) => openReading(reading, 'link'),
  )
  if (typeof opened === 'boolean') return opened
  return opened.catch((error: unknown) => {
    // What simulates it could not be loaded, which the page has said; the address will be another, so the link is shown.
    sharing.setState({ linkToCopy: new URL(hash, location.href).href })
    throw error
  })
}

async function openAsked(name: string | null): Promise<boolean> {
  ;(await import('./questions')).openQuestion(name)
  return true
}
/** A challenge at its beginning. */
const CHALLENGE_ADDRESS = /^#\/challenge\/([a-z0-9-]{1,60})$/

/** The view alone of an address whose run the tab has taken up already, with what it knew better than a link. */
export const showAddressView = (hash: string): void | Promise<void> =>
  withRecordings(
    () => readLink(hash),
    (reading) => {
      showView(reading.view, ['tMs', 'speed', 'breakpoints', 'compare'])
      takeLesson(reading)
      restoreLessonPage()
    },
  )

/** Characters of what is kept of a page of a lesson. */
const MAX_PAGE_LENGTH = 5000

const lessonPageSchema = v.object({
  id: v.string(),
  page: v.number(),
  cue: v.optional(v.string()),
  answer: v.nullable(v.union([v.string(), v.number()])),
  done: v.boolean(),
  perBroker: v.nullable(v.number()),
})

/** What had been answered and done on the page of the lesson before a reload: no link says that. */
function restoreLessonPage(): void {
  const { lesson } = useApp.getState()
  const text = loadLessonPage()
  if (lesson === null || text === null) return
  const kept = v.safeParse(lessonPageSchema, parsedJson(text, MAX_PAGE_LENGTH))
  if (
    !kept.success ||
    kept.output.id !== lesson.id ||
    (kept.output.cue ?? kept.output.page) !== (lesson.cue ?? lesson.page)
  )
    return
  useApp.setState({ lesson: kept.output })
}

/** Copies a link to this moment; where the browser refuses, the link is shown to be copied by hand. */
export async function copyLink(): Promise<void> {
  const { lesson: open } = useApp.getState()
  // After a reload, a lesson that nobody has looked at yet is still to be taken up.
  if (open && isOwnId(open.id) && !openOwnLesson()) (await import('./ownLessons')).restoreOwnLessons()
  const length = await copyAddress(addressText())
  if (length === null) return
  const lesson = openOwnLesson()
  if (lesson && packedLesson(lesson).length > MAX_PACKED_LENGTH) {
    notifyLate(['ownLessons'], 'problem', (m) => m.ownLessons.linkLeavesOut)
    return
  }
  if (recordingOf(useApp.getState().run)) {
    const { warnOfLink } = await import('./recordings')
    if (warnOfLink()) return
  }
  if (isOwnComputer()) {
    notify('info', (m) => m.sharing.copiedOnlyHere)
    return
  }
  notify('info', (m) => m.sharing.copied(length))
}

/** @returns characters of the link; null where the browser refuses, and the link is shown to be copied by hand */
async function copyAddress(hash: string): Promise<number | null> {
  const url = new URL(location.href)
  url.hash = hash
  try {
    await navigator.clipboard.writeText(url.href)
    return url.href.length
  } catch {
    // Refused, or a page without https: the reader has to do it.
    sharing.setState({ linkToCopy: url.href })
    return null
  }
}

/** What shows a failure again: its input, at its moment, looked at as the page is where that is about the same run. */
function failedDocument({ input, atMs }: Failure): RunDocument {
  const state = useApp.getState()
  const { language, ...view } = viewOf(state)
  return { input, view: input === state.input ? { language, ...view, tMs: atMs } : { language, tMs: atMs } }
}

export async function copyFailureLink(failure: Failure): Promise<void> {
  const length = await copyAddress(linkText(failedDocument(failure)))
  if (length !== null) notify('info', (m) => m.sharing.copied(length))
}

export function saveFailureFile(failure: Failure): void {
  const { input, view } = failedDocument(failure)
  saveRun({ input, view: { ...view, language: undefined } })
}

/** Saves the run as a file. Its language is the reader's own. */
export function saveFile(): void {
  const state = useApp.getState()
  const { language: _, ...view } = viewOf(state)
  saveRun({ input: state.input, view })
}

function saveRun({ input, view }: RunDocument): void {
  const recording = recordingOf({ input })
  if (recording) {
    // A run that plays a recording is of no use without it.
    void import('./recordings').then(({ saveRecordingFile }) => saveRecordingFile(recording))
    return
  }
  saveText(fileText({ input, view }), `rocketscope-${input.scenario.preset}-${view.tMs ?? 0}ms.json`)
  notify('info', (m) => m.sharing.saved)
}

/** Opens what somebody chose or dropped: one file with a run or a lesson. What cannot be read is said, and nothing changes. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const chosen = await readFiles(files)
  if (typeof chosen !== 'string') openReading({ input: null, view: {}, problems: [chosen] }, 'file')
  else if (isRecordingText(chosen)) await (await import('./recordings')).openRecordingText(chosen)
  else if (isLessonText(chosen)) await (await import('./lessonOpening')).openLessonText(chosen)
  else
    await withRecordings(
      () => readFileText(chosen),
      (reading) => openReading(reading, 'file'),
    )
}

/** Opens a text that was dragged here: a link to a run, as anybody writes it. */
export function openDraggedText(text: string): void {
  const from = text.trim().indexOf('#v=')
  if (from >= 0) void openAddress(text.trim().slice(from))
  else openReading({ input: null, view: {}, problems: [fileProblem('notFile')] }, 'file')
}
