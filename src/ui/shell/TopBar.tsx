// Name, scenario, client version, teaching or real values, language, theme, help.

import { proofWords } from '../../i18n/proof'
import { setLanguage, setTheme, showAccuracy, showHelp, showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { ShareButton } from '../share/ShareButton'
import { icons, logo } from './icons'
import { ScenarioControls } from './ScenarioControls'
import { useTexts } from './useTexts'

export function TopBar() {
  const { words, language, pick } = useTexts()
  const theme = useApp((state) => state.theme)
  const otherLanguage = language === 'zh' ? 'en' : 'zh'
  return (
    <header className="top-bar">
      <div className="brand">
        {logo}
        <h1>RocketScope</h1>
        <p>{words.subtitle}</p>
      </div>
      <div className="top-scenario">
        <ScenarioControls />
      </div>
      <div className="top-buttons">
        <button type="button" className="button top-learn" title={words.learnHint} onClick={() => showLibrary(true)}>
          {icons.book}
          <span>{words.learn}</span>
        </button>
        <ShareButton />
        <button
          type="button"
          className="icon-button"
          aria-label={pick(proofWords.howTrue)}
          title={pick(proofWords.howTrue)}
          onClick={() => showAccuracy(true)}
        >
          {icons.checked}
        </button>
        <button
          type="button"
          className="button"
          lang={otherLanguage === 'zh' ? 'zh-CN' : 'en'}
          aria-label={otherLanguage === 'zh' ? words.toChinese : words.toEnglish}
          onClick={() => setLanguage(otherLanguage)}
        >
          {otherLanguage === 'zh' ? '中文' : 'EN'}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={theme === 'dark' ? words.toLight : words.toDark}
          title={theme === 'dark' ? words.toLight : words.toDark}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? icons.sun : icons.moon}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words.help}
          title={`${words.help} (?)`}
          onClick={() => showHelp(true)}
        >
          {icons.keyboard}
        </button>
      </div>
    </header>
  )
}
