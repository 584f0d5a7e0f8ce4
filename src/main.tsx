// Puts the app on the page; wiring only. Whatever fails on the way, the rest is opened without it; where nothing can be
// opened, index.html says why.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { loadFirst, loadMessages } from './i18n/load'
import './app.css'
import { isSomethingSaved } from './io/browserStorage'
import { embedOptions } from './io/embed/options'
import { readNotesAddress } from './io/notesAddress'
import { useApp } from './session/appStore'
import { reportAndContinue } from './session/failures'
import { observeVisibility } from './session/visibility'
import { App, askForExplanation } from './ui/shell/App'
import { LastResort } from './ui/shell/LastResort'
import { loadMissingStyles, startReportingLoadFailures } from './ui/shell/lazyPart'
import { startPageAttributes } from './ui/shell/pageAttributes'

/** Ends this task, so that a slow phone can answer a finger before the next. */
const yieldToMain = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Takes up what there is: a link, or what this tab had before. */
async function restore(): Promise<void> {
  const { restoreBreakpoints, restoreRun } = await import('./session/restoreRun')
  await reportAndContinue(restoreBreakpoints)
  await restoreRun()
}

/** Not at the top level: what is loaded on the way may need this very file to be ready. */
async function start(): Promise<void> {
  const root = document.getElementById('root') as HTMLElement
  const notesOf = readNotesAddress(location.hash)
  const { language } = useApp.getState()
  if (notesOf !== undefined) {
    await loadMessages(language, 'presenting')
    ;(await import('./ui/present/NotesWindow')).startNotesWindow(notesOf)
    return
  }
  if (embedOptions) {
    await loadMessages(language, 'embedding', 'problems')
    ;(await import('./ui/embed/startEmbed')).startEmbed(root)
    return
  }
  // Asked for before anything else; the task ends meanwhile.
  const words = loadFirst(language)
  await yieldToMain()
  const { hash } = location
  startReportingLoadFailures()
  // Before anything is drawn, but not waited for: the stage comes first.
  askForExplanation()
  await words
  await reportAndContinue(startPageAttributes)
  await reportAndContinue(loadMissingStyles)
  if (hash.length > 1 || isSomethingSaved()) await reportAndContinue(restore)
  await reportAndContinue(() => observeVisibility(root))
  createRoot(root).render(
    <StrictMode>
      <LastResort>
        <App />
      </LastResort>
    </StrictMode>,
  )

  // A slow machine that plays a run may never be idle: it is done then all the same.
  const idle = window.requestIdleCallback ?? ((done: () => void) => setTimeout(done, 500))
  const whenIdle = (part: () => Promise<unknown>) => idle(() => reportAndContinue(part), { timeout: 2000 })
  whenIdle(async () => (await import('./session/addressBar')).startAddressBar(hash))
  whenIdle(async () => (await import('./session/offline')).startOffline())
}

start()
