// Theme, language and title belong to the whole page, outside React's root.

import { type AppState, useApp } from '../store/appStore'
import { noticePhrases } from '../text/notices'

function apply({ theme, language }: AppState): void {
  const root = document.documentElement
  root.dataset.theme = theme
  root.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = noticePhrases.pageTitle[language]()
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim()
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = ground
}

/** Begins: sets them now and whenever they change. */
export function startPageAttributes(): void {
  apply(useApp.getState())
  useApp.subscribe((state, previous) => {
    if (state.theme !== previous.theme || state.language !== previous.language) apply(state)
  })
  const motion = matchMedia('(prefers-reduced-motion: reduce)')
  motion.addEventListener('change', () => useApp.setState({ reducedMotion: motion.matches }))
}
