// What the export dialog does with what was chosen: options for a picture, files, the text of a diagram.

import type { MessagesWith } from '../../i18n/messages'
import { entryCount, logCsvLines, logJsonLines } from '../../io/export/logFile'
import { type Sequence, type SequenceSubject, sequenceDiagram } from '../../io/export/sequenceDiagram'
import { linkText } from '../../io/writeLink'
import { MAX_RUN_MS, type Run } from '../../rocketmq'
import { currentMessages, useApp } from '../../session/appStore'
import type { ExportChoices } from '../../session/exportChoices'
import { isOwnComputer } from '../../session/ownComputer'
import { viewOf } from '../../session/view'
import { FilmTooLarge } from './film'
import type { PictureOptions } from './StagePicture'

/** ms of virtual time as seconds to be edited: "12.4". */
export const secondsText = (ms: number): string => String(Math.floor(ms) / 1000)

/** @returns ms of virtual time; null if the text is no moment a run can have */
export function millisecondsOf(seconds: string): number | null {
  const text = seconds.trim()
  if (!/^\d{1,6}(?:[.,]\d{0,6})?$/.test(text)) return null
  const ms = Math.round(Number(text.replace(',', '.')) * 1000)
  return ms <= MAX_RUN_MS ? ms : null
}

/** A stage that is not on the screen, as in a narrow window with a menu over it, is taken to be as large as this. */
const USUAL_SIZE = { width: 1280, height: 720 }

function stageSize(size: ExportChoices['size']): { width: number; height: number } {
  if (size !== 'page') {
    const [width, height] = size.split('x').map(Number)
    return { width: width as number, height: height as number }
  }
  const stage = document.querySelector('.stage')
  if (!stage || stage.clientWidth === 0 || stage.clientHeight === 0) return USUAL_SIZE
  return { width: stage.clientWidth, height: stage.clientHeight }
}

/** Where the run can be seen, paused at a moment: the page's address, or what goes behind any, where only this computer can open it. */
function addressAt(tMs: number): string {
  const state = useApp.getState()
  const url = new URL(location.href)
  url.hash = linkText({ input: state.input, view: { ...viewOf(state), tMs } })
  return isOwnComputer() ? url.hash : url.href
}

/**
 * @param tMs - the moment the link leads to
 * @param pace - speed of a film; null for a picture
 */
export function pictureOptions(choices: ExportChoices, tMs: number, pace: number | null): PictureOptions {
  const { run, selection } = useApp.getState()
  const m = currentMessages()
  const address = choices.link ? addressAt(tMs) : ''
  return {
    run,
    ...stageSize(choices.size),
    asOnPage: choices.size === 'page',
    theme: choices.theme,
    m,
    ground: choices.ground,
    headline: choices.headline,
    link: address,
    selection,
    pace,
  }
}

/** Hands a file to the person. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to read it once the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}

let lastSequence: { key: string; run: Run; sequence: Sequence } | null = null

/** The diagram, made again only when something it depends on has changed. */
export function sequenceOf(run: Run, subject: SequenceSubject, m: MessagesWith<'exceptions' | 'sequence'>): Sequence {
  const key = JSON.stringify([subject, m, run.endMs])
  if (lastSequence?.key !== key || lastSequence.run !== run) {
    lastSequence = { key, run, sequence: sequenceDiagram(run, subject, m) }
  }
  return lastSequence.sequence
}

/** Lines written before the page has its turn. */
const LINES_AT_ONCE = 5000

/**
 * The log of a stretch as a file.
 *
 * @returns null if it was ended
 * @throws FilmTooLarge when it becomes larger than mostBytes
 */
export async function logFile(
  run: Run,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  format: ExportChoices['logFormat'],
  mostBytes: number,
  onProgress: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Blob | null> {
  const lines = format === 'csv' ? logCsvLines(run, fromMs, toMs) : logJsonLines(run, fromMs, toMs)
  const all = entryCount(run, fromMs, toMs) + 1
  const end = format === 'csv' ? '' : '\n'
  const parts: Blob[] = []
  let text = ''
  let bytes = 0
  let done = 0
  const flush = () => {
    const part = new Blob([text])
    bytes += part.size
    if (bytes > mostBytes) throw new FilmTooLarge()
    parts.push(part)
    text = ''
  }
  for (const line of lines) {
    text += line + end
    if (++done % LINES_AT_ONCE !== 0) continue
    flush()
    onProgress(Math.min(done, all), all)
    await new Promise((resolve) => setTimeout(resolve))
    if (signal.aborted) return null
  }
  flush()
  return new Blob(parts, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/jsonl;charset=utf-8' })
}
