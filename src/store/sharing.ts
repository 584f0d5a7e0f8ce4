// Taking a run off the page and putting one on it: links, files, what was dropped on the window. Loaded when it is needed.

import { sharingPhrases, sharingWords } from '../text/sharing'
import { begin, notify, pause } from './actions'
import { useApp } from './appStore'
import { fileText, MAX_FILE_LENGTH, type Reading, readFileText, sameValue } from './document'
import { linkText, readLink } from './link'
import { closeReport, type Report, sharing } from './sharingState'
import { showView, viewOf } from './view'

/** The text behind the # for the page as it is. */
export function addressText(): string {
  const state = useApp.getState()
  return linkText({ input: state.input, view: viewOf(state) })
}

/**
 * Puts on the page what was read, paused; a run that is there already stays, and only the view changes. Where nothing
 * could be read, nothing changes. What could not be read is said.
 *
 * @returns whether there was anything to open
 */
export function openReading(reading: Reading, source: Report['source']): boolean {
  const { input, view } = reading
  if (input === null) {
    sharing.setState({ report: { source, opened: false, problems: reading.problems } })
    return false
  }
  pause()
  if (!sameValue(input, useApp.getState().input)) begin(input)
  const problems = [...reading.problems, ...showView(view)]
  if (problems.length > 0) sharing.setState({ report: { source, opened: true, problems } })
  else {
    closeReport()
    notify('info', sharingWords[source === 'link' ? 'linkOpened' : 'fileOpened'])
  }
  return true
}

/** Opens what stands behind the # of an address. @returns whether there was anything to open */
export const openAddress = (hash: string): boolean => openReading(readLink(hash), 'link')

/** The view alone of an address whose run the tab has taken up already, with what it knew better than a link. */
export function showAddressView(hash: string): void {
  showView(readLink(hash).view, ['tMs', 'speed', 'breakpoints'])
}

/** Copies a link to this moment; where the browser refuses, the link is shown to be copied by hand. */
export async function copyLink(): Promise<void> {
  const url = new URL(location.href)
  url.hash = addressText()
  try {
    await navigator.clipboard.writeText(url.href)
  } catch {
    // Refused, or a page without https: the reader has to do it.
    sharing.setState({ linkToCopy: url.href })
    return
  }
  const { length } = url.href
  notify('info', { zh: sharingPhrases.copied.zh(length), en: sharingPhrases.copied.en(length) })
}

/** Saves the run as a file. Its language is the reader's own. */
export function saveFile(): void {
  const state = useApp.getState()
  const { language: _, ...view } = viewOf(state)
  const text = fileText({ input: state.input, view })
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `rocketscope-${state.input.scenario.preset}-${Math.floor(state.playheadMs)}ms.json`
  link.click()
  // The browser has begun to read it once the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 0)
  notify('info', sharingWords.saved)
}

/** Opens a file somebody chose or dropped. */
export async function openFile(file: File): Promise<void> {
  const reading: Reading =
    file.size > MAX_FILE_LENGTH
      ? { input: null, view: {}, problems: [{ path: file.name, value: '', reason: 'tooLong', allowed: {} }] }
      : readFileText(await file.text())
  openReading(reading, 'file')
}
