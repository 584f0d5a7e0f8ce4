// In front: the name, the scenario, what there is to learn, to present and to share. The rest is in one menu.

import { Suspense, useRef, useState } from 'react'
import { LANGUAGES, nextLanguage } from '../../i18n/languages'
import { showLibrary } from '../../session/actions'
import { setLanguage } from '../../session/language'
import { FinderButton } from '../finder/FinderButton'
import { Button } from '../kit/Button'
import { ShareButton } from '../share/ShareButton'
import { icons, logo } from './icons'
import { lazyPart } from './lazyPart'
import { Reserved } from './Reserved'
import { ScenarioSelect } from './ScenarioControls'
import { useHidden } from './useHidden'
import { useMessages } from './useMessages'

const MoreMenu = lazyPart(
  () => import('./MoreMenu'),
  ({ onClose }) => onClose(),
  'chapters',
  'more',
)

export const ChapterSwitch = lazyPart(() => import('./ChapterSwitch'), null, 'chapters')

/** Reads what it presents when it is pressed: talks are loaded with the first one. */
export const present = async () => (await import('../../session/presenting')).startPresenting()

export function TopBar() {
  const m = useMessages()
  const withoutScenario = useHidden('scenario')
  const withoutChapter = useHidden('chapter')
  const withoutShare = useHidden('share')
  const withoutPresent = useHidden('present')
  const otherLanguage = nextLanguage(m.language)
  const other = LANGUAGES[otherLanguage]
  return (
    <header className="top-bar max-wide:gap-3 max-wide:px-6 [&_.top-buttons_.button]:gap-4 max-wide:[&_.top-buttons_.button]:px-4.5 max-wide:[&_.top-buttons_.button]:min-w-30 max-wide:[&_.top-buttons_svg]:hidden">
      <div className="flex items-center gap-6 min-w-0 flex-1 overflow-hidden [&_svg]:flex-none [&_h1]:text-[1.15rem] [&_h1]:font-bold [&_h1]:[letter-spacing:-0.01em] [&_p]:text-muted [&_p]:truncate max-[1400px]:[&_p]:hidden max-wide:[&_h1]:sr-only">
        {logo}
        <h1>RocketScope</h1>
        <p>{m.page.subtitle}</p>
      </div>
      {!withoutChapter && (
        <div className="max-wide:hidden">
          <Suspense>
            <ChapterSwitch />
          </Suspense>
        </div>
      )}
      <Reserved empty={withoutScenario}>
        <div className="[&_.select:first-child]:w-200 max-[1400px]:[&_.select:first-child]:w-125 max-wide:hidden">
          <ScenarioSelect />
        </div>
      </Reserved>
      <div className="top-buttons flex items-center gap-5 max-wide:gap-3">
        {/* What comes later is left of what is there from the beginning: its empty place is no gap then. */}
        <Reserved empty={withoutScenario}>
          <FinderButton />
        </Reserved>
        <Reserved empty={withoutPresent}>
          <Button title={m.page.presentHint} onClick={() => void present()}>
            {icons.screen}
            <span>{m.page.present}</span>
          </Button>
        </Reserved>
        <ShareButton withoutButton={withoutShare} />
        <Button title={m.page.learnHint} onClick={() => showLibrary(true)}>
          {icons.book}
          <span>{m.page.learn}</span>
        </Button>
        <Button lang={other.tag} aria-label={other.switchTo} onClick={() => void setLanguage(otherLanguage)}>
          {other.shortName}
        </Button>
        <MoreButton />
      </div>
    </header>
  )
}

function MoreButton() {
  const m = useMessages()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <span className="relative">
      <Button ref={button} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(true)}>
        {icons.more}
        <span>{m.page.more}</span>
      </Button>
      {open && (
        <Suspense>
          <MoreMenu onClose={close} />
        </Suspense>
      )}
    </span>
  )
}
