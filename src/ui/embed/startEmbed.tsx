// Begins an embedded page: no storage, no writing of addresses, no shortcuts; a host may steer it. Loaded instead of the
// whole page where the address says so.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Text } from '../../i18n/messages'

import type { Problem } from '../../i18n/problems'

import { embedOptions } from '../../io/embed/options'
import { embedProblems } from '../../io/embed/problems'
import { readLink } from '../../io/link'
import { withRecordings } from '../../io/recording/withRecordings'
import { useApp } from '../../session/appStore'
import { startClock } from '../../session/clock'
import { openEmbedded } from '../../session/embedRun'
import { reportAndContinue } from '../../session/failures'
import { notifyLate } from '../../session/notices'
import { observeVisibility } from '../../session/visibility'
import { startRefusingDrops } from '../shell/fileDrop'
import { LastResort } from '../shell/LastResort'
import { loadMissingStyles, startReportingLoadFailures } from '../shell/lazyPart'
import { startPageAttributes } from '../shell/pageAttributes'
import EmbedApp from './EmbedApp'
import { startHost } from './host'
import { startKeys } from './keys'

function say(what: Text<'embedding'>, problems: readonly Problem[]): void {
  const [first] = problems
  if (!first) return
  notifyLate(['embedding', 'problems'], 'problem', (m) => what(m) + m.problems.sentence(first))
}

/** Opens what stands behind the #. A frame that says nothing has the default run. @param failed - what to say otherwise */
function openHash(failed: Text<'embedding'>): void | Promise<void> {
  const { hash } = location
  if (hash.length < 2) return
  return withRecordings(
    () => readLink(hash),
    ({ input, ...rest }) => {
      if (input === null) say(failed, rest.problems)
      else openEmbedded({ input, ...rest }, (problems) => say((m) => m.embedding.linkHalfRead, problems))
    },
  )
}

function followSystemTheme(): void {
  const light = matchMedia('(prefers-color-scheme: light)')
  light.addEventListener('change', () => useApp.setState({ theme: light.matches ? 'light' : 'dark' }))
}

export function startEmbed(root: HTMLElement): void {
  startReportingLoadFailures()
  // Each begins at once, in this order; what fails is told, and the others go on.
  reportAndContinue(startPageAttributes)
  reportAndContinue(loadMissingStyles)
  useApp.setState({ playing: false })
  const opened = reportAndContinue(() => openHash((m) => m.embedding.linkNotRead))
  if (embedOptions?.theme === null) reportAndContinue(followSystemTheme)
  say((m) => m.embedding.optionsWrong, embedProblems(location.search))
  const autoplay = () => useApp.setState({ playing: embedOptions?.autoplay === true })
  autoplay()
  // A recording is opened paused once it is loaded.
  void opened.then(autoplay)
  // The host's own way of showing something else.
  window.addEventListener('hashchange', () => openHash((m) => m.embedding.linkRefused))
  reportAndContinue(() => observeVisibility(root))
  startRefusingDrops()
  startClock()
  startKeys()
  createRoot(root).render(
    <StrictMode>
      <LastResort>
        <EmbedApp />
      </LastResort>
    </StrictMode>,
  )
  reportAndContinue(startHost)
}
