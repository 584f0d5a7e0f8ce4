// Name, scenario, client version, teaching or real values, language, theme, help.

import { LANGUAGES, nextLanguage } from '../../i18n/languages'
import { setTheme, showAccuracy, showHelp, showLibrary } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { setLanguage } from '../../session/language'
import { FinderButton } from '../finder/FinderButton'
import { Button, IconButton } from '../kit/Button'
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
      <div className="flex items-center gap-6 min-w-0 flex-1 [&_svg]:flex-none [&_h1]:text-[1.15rem] [&_h1]:font-bold [&_h1]:[letter-spacing:-0.01em] [&_p]:text-muted [&_p]:truncate max-[1181px]:[&_p]:hidden max-[481px]:max-[961px]:[&_h1]:absolute max-[481px]:max-[961px]:[&_h1]:w-px max-[481px]:max-[961px]:[&_h1]:overflow-hidden max-[481px]:max-[961px]:[&_h1]:[clip-path:inset(50%)] max-[481px]:max-[961px]:[&_h1]:whitespace-nowrap">
        {logo}
        <h1>RocketScope</h1>
        <p>{m.page.subtitle}</p>
      </div>
      <div className="[&_.select:first-child]:w-200 max-wide:hidden">
        <ScenarioControls />
      </div>
      <div className="top-buttons flex items-center gap-5">
        <Button
          className="gap-4 max-[1041px]:[&_span]:absolute max-[1041px]:[&_span]:w-px max-[1041px]:[&_span]:overflow-hidden max-[1041px]:[&_span]:[clip-path:inset(50%)] max-[1041px]:[&_span]:whitespace-nowrap"
          title={m.page.learnHint}
          onClick={() => showLibrary(true)}
        >
          {icons.book}
          <span>{m.page.learn}</span>
        </Button>
        <FinderButton />
        <ShareButton />
        <IconButton label={m.proof.howTrue} title={m.proof.howTrue} onClick={() => showAccuracy(true)}>
          {icons.checked}
        </IconButton>
        <Button lang={other.tag} aria-label={other.switchTo} onClick={() => void setLanguage(otherLanguage)}>
          {other.shortName}
        </Button>
        <IconButton
          label={theme === 'dark' ? m.page.toLight : m.page.toDark}
          title={theme === 'dark' ? m.page.toLight : m.page.toDark}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? icons.sun : icons.moon}
        </IconButton>
        <IconButton label={m.page.help} title={`${m.page.help} (?)`} onClick={() => showHelp(true)}>
          {icons.keyboard}
        </IconButton>
      </div>
    </header>
  )
}
