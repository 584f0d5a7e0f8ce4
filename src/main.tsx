// Puts the app on the page; wiring only.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app.css'
import { startClock } from './store/clock'
import { startKeepingRun, takeUpKeptBreakpoints, takeUpKeptRun } from './store/keeping'
import { App } from './ui/App'
import { startPageAttributes } from './ui/pageAttributes'

startPageAttributes()
await takeUpKeptBreakpoints()
await takeUpKeptRun()
startKeepingRun()
startClock()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
