// Theme, language, title and whether time goes on belong to the whole page, outside React's root.

import { LANGUAGES } from '../../i18n/languages'
import { firstMessagesOf } from '../../i18n/load'
import { type AppState, useApp } from '../../session/appStore'
import { isPageVisible, seen } from '../../session/visibility'

function apply({ theme, language }: AppState): void {
  const root = document.documentElement
  root.dataset.theme = theme
  root.lang = LANGUAGES[language].tag
  document.title = firstMessagesOf(language).notices.pageTitle()
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim()
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = ground
}

/** What moves by itself moves with time only, so that nothing is drawn while time stands or nobody sees it. */
function applyTime(): void {
  document.documentElement.toggleAttribute('data-time-goes-on', useApp.getState().playing && isPageVisible())
}

/** Begins: sets them now and whenever they change. */
export function startPageAttributes(): void {
  apply(useApp.getState())
  applyTime()
  seen.subscribe(applyTime)
  useApp.subscribe((state, previous) => {
    if (state.playing !== previous.playing) applyTime()
    if (state.theme !== previous.theme || state.language !== previous.language) apply(state)
  })
  const motion = matchMedia('(prefers-reduced-motion: reduce)')
  motion.addEventListener('change', () => useApp.setState({ reducedMotion: motion.matches }))
}
