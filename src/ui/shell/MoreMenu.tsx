// What is one press away, by purpose: this run, how the page looks, how true it is, its keys. Loaded when it is first opened.

import { FRAMES } from '../../chapters/frame'
import { LANGUAGES, nextLanguage } from '../../i18n/languages'
import type { Text } from '../../i18n/messages'
import { setTheme, showAccuracy, showGotchas, showHelp, showPanel } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { chapterShown } from '../../session/chapters'
import { chooseChapter } from '../../session/chooseChapter'
import { showFinder } from '../../session/finder'
import { setLanguage } from '../../session/language'
import { resetRun } from '../../session/reset'
import { Menu, MenuGroup, MenuItem } from '../kit/Menu'
import { useMessages } from './useMessages'

interface Item {
  words: Text<'more'>
  keyName?: string
  choose: () => void
}

const otherLanguage = () => nextLanguage(useApp.getState().language)

const showEverything = async () => (await import('../../session/introduced')).showEverything()

/** In the order of the menu. */
const PARTS: { title: Text<'more'>; items: Item[] }[] = [
  {
    title: (m) => m.more.run,
    items: [
      { words: (m) => m.more.reset, keyName: 'R', choose: () => void resetRun() },
      { words: (m) => m.more.gotchas, choose: () => showGotchas(true) },
      { words: (m) => m.more.values, keyName: 'S', choose: () => showPanel('settings') },
    ],
  },
  {
    title: (m) => m.more.look,
    items: [
      {
        words: (m) => (useApp.getState().theme === 'dark' ? m.page.toLight : m.page.toDark),
        keyName: 'T',
        choose: () => setTheme(useApp.getState().theme === 'dark' ? 'light' : 'dark'),
      },
      {
        words: () => LANGUAGES[otherLanguage()].switchTo,
        keyName: 'L',
        choose: () => void setLanguage(otherLanguage()),
      },
    ],
  },
  { title: (m) => m.more.check, items: [{ words: (m) => m.proof.howTrue, choose: () => showAccuracy(true) }] },
  {
    title: (m) => m.more.help,
    items: [
      { words: (m) => m.page.find, keyName: 'Ctrl K', choose: () => showFinder(true) },
      { words: (m) => m.page.help, keyName: '?', choose: () => showHelp(true) },
    ],
  },
]

const EVERYTHING: Item = { words: (m) => m.more.everything, choose: () => void showEverything() }

export default function MoreMenu({ onClose }: { onClose: () => void }) {
  const m = useMessages('chapters', 'more')
  const shown = useApp((state) => chapterShown(state).id)
  const inChallenge = useApp((state) => state.challenge !== null)
  const isFirstVisit = useApp((state) => state.hidden.length > 0)
  const itemsOf = (items: Item[]) =>
    items.map(({ words, keyName, choose }) => (
      <MenuItem key={words(m)} keyName={keyName} onSelect={choose}>
        {words(m)}
      </MenuItem>
    ))
  return (
    <Menu
      trigger={<button type="button" className="invisible absolute inset-0" tabIndex={-1} aria-hidden="true" />}
      label={m.page.more}
      onClose={onClose}
    >
      {isFirstVisit && <MenuGroup>{itemsOf([EVERYTHING])}</MenuGroup>}
      {!inChallenge && (
        <MenuGroup label={m.chapters.label}>
          {FRAMES.map(({ id }) => (
            <MenuItem key={id} checked={id === shown} onSelect={() => void chooseChapter(id)}>
              {m.chapters.names[id]}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      {PARTS.map(({ title, items }) => (
        <MenuGroup key={title(m)} label={title(m)}>
          {itemsOf(items)}
        </MenuGroup>
      ))}
    </Menu>
  )
}
