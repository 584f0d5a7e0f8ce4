// Name, scenario, client version, teaching or real values, language, theme, help.

import { LANGUAGES, nextLanguage } from '../../i18n/languages'
import { setTheme, showAccuracy, showHelp, showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { setLanguage } from '../../session/language'
import { ShareButton } from '../share/ShareButton'
import { icons, logo } from './icons'
import { ScenarioControls } from './ScenarioControls'
import { useMessages } from './useMessages'

export function TopBar() {
  const m = useMessages()
  const theme = useApp((state) => state.theme)
  const otherLanguage = nextLanguage(m.language)
  const other = LANGUAGES[otherLanguage]
  return (
    <header className="top-bar">
      <div className="brand">
        {logo}
        <h1>RocketScope</h1>
        <p>{m.page.subtitle}</p>
      </div>
      <div className="top-scenario">
        <ScenarioControls />
      </div>
      <div className="top-buttons">
        <button type="button" className="button top-learn" title={m.page.learnHint} onClick={() => showLibrary(true)}>
          {icons.book}
          <span>{m.page.learn}</span>
        </button>
        <ShareButton />
        <button
          type="button"
          className="icon-button"
          aria-label={m.proof.howTrue}
          title={m.proof.howTrue}
          onClick={() => showAccuracy(true)}
        >
          {icons.checked}
        </button>
        <button
          type="button"
          className="button"
          lang={other.tag}
          aria-label={other.switchTo}
          onClick={() => void setLanguage(otherLanguage)}
        >
          {other.shortName}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={theme === 'dark' ? m.page.toLight : m.page.toDark}
          title={theme === 'dark' ? m.page.toLight : m.page.toDark}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? icons.sun : icons.moon}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={m.page.help}
          title={`${m.page.help} (?)`}
          onClick={() => showHelp(true)}
        >
          {icons.keyboard}
        </button>
      </div>
    </header>
  )
}
