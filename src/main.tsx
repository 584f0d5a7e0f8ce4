// Puts the app on the page; wiring only.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app.css'
import { startClock } from './store/clock'
import { embedOptions } from './store/embedding'
import { tell } from './store/failures'
import { startKeepingRun, takeUpKeptBreakpoints } from './store/keeping'
import { takeUpRun } from './store/opening'
import { startSeeing } from './store/seen'
import { App, askForExplanation, whenExplained } from './ui/App'
import { startTellingOfLoading } from './ui/lazyPart'
import { startPageAttributes } from './ui/pageAttributes'

/** What cannot be opened, for whatever reason, must not keep the rest of the page away: the page is there, and says so. */
const orGoOn = (part: Promise<unknown>): Promise<unknown> =>
  part.catch((error: unknown) => {
    console.error(error)
    tell('page', error)
  })

/** Ends this task, so that a slow phone can answer a finger before the next. */
const giveWay = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Not at the top level: what is loaded on the way may need this very file to be ready. */
async function start(): Promise<void> {
  const notesOf = /^#notes=(.+)/.exec(location.hash)?.[1]
  if (notesOf) {
    ;(await import('./ui/presenting/NotesWindow')).startNotesWindow(decodeURIComponent(notesOf))
    return
  }
  if (embedOptions) {
    ;(await import('./ui/embed/startEmbed')).startEmbed(document.getElementById('root') as HTMLElement)
    return
  }
  await giveWay()
  const { hash } = location
  startTellingOfLoading()
  // Before anything is drawn, but not waited for: the stage comes first.
  askForExplanation()
  await giveWay()
  startPageAttributes()
  await orGoOn(takeUpKeptBreakpoints())
  await orGoOn(takeUpRun())
  startKeepingRun()
  const root = document.getElementById('root') as HTMLElement
  startSeeing(root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )

  const idle = window.requestIdleCallback ?? ((done: () => void) => window.setTimeout(done, 500))
  void whenExplained().then(() => idle(() => startClock(), { timeout: 500 }))
  idle(async () => (await import('./store/addressBar')).startAddressBar(hash))
  idle(async () => (await import('./store/offline')).startOffline())
}

start()
