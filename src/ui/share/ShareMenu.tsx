// The menu for links and files. Loaded when it is first opened.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import './Share.css'
import { embedWords } from '../../i18n/embedding'
import { ownLessonWords } from '../../i18n/ownLessons'
import { proofWords } from '../../i18n/proof'
import { sharingWords } from '../../i18n/sharing'
import type { Words } from '../../i18n/words'
import { copyLink, saveFile } from '../../session/sharing'
import { showEmbed, showExport, showImportCluster } from '../../session/sharingState'
import { chooseFile } from '../shell/chooseFile'
import { useTexts } from '../shell/useTexts'

/** What makes lessons brings along what shows them, so it is loaded when it is asked for. */
const makeLesson = async () => (await import('../../session/lessonOpening')).makeLesson()

interface Item {
  words: Words
  /** The key that does the same while no menu is open. */
  keyName?: string
  choose: () => void
}

/** In the order of the menu; a list begins a new part. */
const PARTS: Item[][] = [
  [{ words: sharingWords.copyLink, keyName: 'Y', choose: () => void copyLink() }],
  [
    { words: sharingWords.saveFile, choose: saveFile },
    { words: sharingWords.openFile, choose: chooseFile },
  ],
  [
    { words: sharingWords.exporting, choose: () => showExport(true) },
    { words: embedWords.embed, choose: () => showEmbed(true) },
  ],
  [{ words: ownLessonWords.make, choose: () => void makeLesson() }],
  [{ words: sharingWords.ownCluster, choose: () => showImportCluster(true) }],
]

export default function ShareMenu({ onClose }: { onClose: () => void }) {
  const { pick } = useTexts()
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <DropdownMenu.Trigger className="share-anchor" tabIndex={-1} aria-hidden="true" />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="share-menu"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={pick(proofWords.share)}
        >
          {PARTS.map((items, index) => (
            <DropdownMenu.Group key={items[0]?.words.en} className={index > 0 ? 'share-part' : undefined}>
              {items.map(({ words: label, keyName, choose }) => (
                <DropdownMenu.Item key={label.en} className="share-item" onSelect={choose}>
                  <span>{pick(label)}</span>
                  {keyName && <kbd>{keyName}</kbd>}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
