// Opens a lesson that comes from outside, and makes one of the run on the page. The run that was there is never lost: it
// can be had back by undoing, and one that somebody has worked on is kept as a branch as well.

import type { Lesson } from '../chapters/lesson'
import { lateText, loadAllMessages } from '../i18n/load'
import { localized } from '../i18n/localized'
import type { Text } from '../i18n/messages'
import type { Problem } from '../i18n/problems'
import { saveText } from '../io/files'
import { draftLesson } from '../io/lessonDraft'
import { lessonFileName, lessonFileText, MAX_LESSON_LENGTH, MAX_PACKED_LENGTH, packedLesson } from '../io/lessonFile'
import { parseJson } from '../io/outsideJson'
import { type LessonReading, parseLesson, readLessonText } from '../io/readLesson'
import type { LessonPlace } from '../io/viewFields'
import { linkText } from '../io/writeLink'
import { firstEntryAfter, recordingOf } from '../rocketmq'
import { pause, showLibrary } from './actions'
import { currentMessages, loadCurrentMessages, useApp } from './appStore'
import { isUntouched, markWhole, saveBranch } from './history'
import { openLesson } from './lessonActions'
import { checkLesson } from './lessonCheck'
import { notify, notifyLate } from './notices'
import { addOwnLesson, ownLesson, restoreOwnLessons } from './ownLessons'
import { closeReport, sharing } from './sharingState'

const get = useApp.getState

/** Words about own lessons, once they are loaded. */
const words = (text: Text<'ownLessons'>): Text => lateText(['ownLessons'], text)

/** Entries of the log that a lesson may tell of: every page of it reads them again. */
const MAX_ENTRIES = 300_000

const report = (opened: boolean, problems: readonly Problem[]): void =>
  sharing.setState({ report: { source: 'lesson', opened, problems } })

interface Taken {
  id: string
  kept: boolean
  broken: readonly Problem[]
}

/** Checks a lesson and puts it among the person's own. @returns null where it is refused, which has been said then */
async function take(reading: LessonReading): Promise<Taken | null> {
  if (!reading.ok) {
    report(false, reading.problems)
    return null
  }
  const { lesson } = reading
  restoreOwnLessons()
  await loadCurrentMessages('ownLessons')
  if (ownLesson(lesson.id)) return { id: lesson.id, kept: true, broken: [] }
  notify(
    'info',
    words((m) => m.ownLessons.checking),
  )
  const { faults, broken } = await checkLesson(lesson, currentMessages())
  if (faults.length > 0) {
    report(false, faults)
    return null
  }
  return { id: lesson.id, kept: addOwnLesson(lesson), broken }
}

function told({ kept, broken }: Taken, from: 'file' | 'link'): void {
  if (broken.length > 0) report(true, broken)
  else closeReport()
  if (!kept)
    notify(
      'problem',
      words((m) => m.ownLessons.notKept),
    )
  else if (from === 'link')
    notify(
      'info',
      words((m) => m.ownLessons.openedFromLink),
    )
  else
    notify(
      'info',
      words((m) => m.ownLessons.opened),
      { undo: true },
    )
}

/** Opens the text of a lesson file at its first step. */
export async function openLessonText(text: string): Promise<void> {
  const taken = await take(readLessonText(text))
  if (!taken) return
  if (!isUntouched()) saveBranch(words((m) => m.ownLessons.beforeLesson)(currentMessages()), null)
  showLibrary(false)
  const before = get().past.at(-1)
  openLesson(taken.id, 0)
  if (get().past.at(-1) !== before) markWhole()
  told(taken, 'file')
}

/**
 * Takes a lesson that came along in a link; the link's own run and moment are on the page already.
 *
 * @param place - the page of the lesson that the link stands at, by the id it had there
 */
export async function takeLessonOfLink(text: string, place: LessonPlace | null): Promise<void> {
  try {
    const read = parseJson(text, MAX_LESSON_LENGTH)
    if (!read.ok) {
      const { reason, allowed } = read.problem
      report(false, [{ path: 'own', value: '', reason: reason === 'notJson' ? 'badLesson' : reason, allowed }])
      return
    }
    restoreOwnLessons()
    // After a reload there is nothing to check again.
    if (place && ownLesson(place.id)) return
    const taken = await take(parseLesson(read.data))
    const { lesson } = get()
    if (!taken) {
      if (lesson && lesson.id === place?.id) useApp.setState({ lesson: null, sidePanel: 'story' })
      return
    }
    if (!place) openLesson(taken.id, 0)
    else if (lesson?.id === place.id) useApp.setState({ lesson: { ...lesson, id: taken.id } })
    told(taken, 'link')
  } finally {
    sharing.setState({ lessonComing: false })
  }
}

export const saveLesson = (lesson: Lesson): void =>
  saveText(lessonFileText(lesson), lessonFileName(lesson, get().language))

export type Shared = { how: 'copied' | 'byHand' } | { how: 'tooLong'; length: number }

/** Copies a link that opens a lesson at its first step; where the browser refuses, the link is shown. */
export async function copyLessonLink(lesson: Lesson): Promise<Shared> {
  const own = packedLesson(lesson)
  if (own.length > MAX_PACKED_LENGTH) return { how: 'tooLong', length: own.length }
  const [{ input, atMs: tMs }] = lesson.steps as [Lesson['steps'][number]]
  const url = new URL(location.href)
  url.hash = linkText({
    input,
    view: { tMs, language: get().language, sidePanel: 'lesson', lesson: { id: lesson.id, page: 0 } },
    own,
  })
  try {
    await navigator.clipboard.writeText(url.href)
    return { how: 'copied' }
  } catch {
    // Refused, or a page without https: the reader has to do it.
    sharing.setState({ linkToCopy: url.href })
    return { how: 'byHand' }
  }
}

/**
 * Makes a lesson of the run up to the playhead, keeps it, saves its file and shows it in the library; says why where there
 * is nothing to tell yet.
 */
export async function makeLesson(): Promise<void> {
  pause()
  if (recordingOf(get().run)) return notifyLate(['recordings'], 'problem', (m) => m.recordings.noLesson)
  // Its texts are data: they are written in every language.
  const all = await loadAllMessages('lessonDraft', 'ownLessons').catch(() => null)
  if (!all) return notify('problem', (m) => m.notices.notLoaded)
  const { run, playheadMs } = get()
  const toMs = Math.floor(playheadMs)
  const tooMuch = firstEntryAfter(run.log, toMs) > MAX_ENTRIES
  const lesson = tooMuch ? null : draftLesson(run, toMs, (text) => localized(all, text))
  if (!lesson) {
    showLibrary(false)
    notify('problem', words(tooMuch ? (m) => m.ownLessons.tooMuch : (m) => m.ownLessons.nothingYet))
    return
  }
  const kept = addOwnLesson(lesson)
  saveLesson(lesson)
  if (!kept)
    notify(
      'problem',
      words((m) => m.ownLessons.notKept),
    )
  sharing.setState({ madeLesson: lesson.id })
  showLibrary(true)
}
