// Puts the app on the page; wiring only. Whatever fails on the way, the rest is opened without it; where nothing can be
// opened, index.html says why.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app.css'
import { embedOptions } from './io/embed/options'
import { readNotesAddress } from './io/notesAddress'
import { startClock } from './session/clock'
import { orGoOn } from './session/failures'
import { takeUpRun } from './session/opening'
import { startKeepingRun, takeUpKeptBreakpoints } from './session/restoreRun'
import { startSeeing } from './session/visibility'
import { App, askForExplanation, whenExplained } from './ui/shell/App'
import { LastResort } from './ui/shell/LastResort'
import { loadMissingStyles, startTellingOfLoading } from './ui/shell/lazyPart'
import { startPageAttributes } from './ui/shell/pageAttributes'

/** Ends this task, so that a slow phone can answer a finger before the next. */
const giveWay = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Not at the top level: what is loaded on the way may need this very file to be ready. */
async function start(): Promise<void> {
  const root = document.getElementById('root') as HTMLElement
  const notesOf = readNotesAddress(location.hash)
  if (notesOf !== undefined) {
    ;(await import('./ui/present/NotesWindow')).startNotesWindow(notesOf)
    return
  }
  if (embedOptions) {
    ;(await import('./ui/embed/startEmbed')).startEmbed(root)
    return
  }
  await giveWay()
  const { hash } = location
  startTellingOfLoading()
  // Before anything is drawn, but not waited for: the stage comes first.
  askForExplanation()
  await giveWay()
  await orGoOn(startPageAttributes)
  await orGoOn(loadMissingStyles)
  await orGoOn(takeUpKeptBreakpoints)
  await orGoOn(takeUpRun)
  await orGoOn(startKeepingRun)
  await orGoOn(() => startSeeing(root))
  createRoot(root).render(
    <StrictMode>
      <LastResort>
        <App />
      </LastResort>
    </StrictMode>,
  )

  const idle = window.requestIdleCallback ?? ((done: () => void) => window.setTimeout(done, 500))
  void whenExplained().then(() => idle(() => startClock(), { timeout: 500 }))
  idle(() => orGoOn(async () => (await import('./session/addressBar')).startAddressBar(hash)))
  idle(() => orGoOn(async () => (await import('./session/offline')).startOffline()))
}

start()
