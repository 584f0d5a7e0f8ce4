// The menu for links and files. Loaded when it is first opened.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import type { Text } from '../../i18n/messages'
import { useMessages } from '../shell/useMessages'
import './Share.css'

import { copyLink, saveFile } from '../../session/sharing'
import { showEmbed, showExport, showImportCluster } from '../../session/sharingState'
import { chooseFile } from '../shell/chooseFile'

/** What makes lessons brings along what shows them, so it is loaded when it is asked for. */
const makeLesson = async () => (await import('../../session/lessonOpening')).makeLesson()

interface Item {
  words: Text
  /** The key that does the same while no menu is open. */
  keyName?: string
  choose: () => void
}

/** In the order of the menu; a list begins a new part. */
const PARTS: Item[][] = [
  [{ words: (m) => m.sharing.copyLink, keyName: 'Y', choose: () => void copyLink() }],
  [
    { words: (m) => m.sharing.saveFile, choose: saveFile },
    { words: (m) => m.sharing.openFile, choose: chooseFile },
  ],
  [
    { words: (m) => m.sharing.exporting, choose: () => showExport(true) },
    { words: (m) => m.embedding.embed, choose: () => showEmbed(true) },
  ],
  [{ words: (m) => m.ownLessons.make, choose: () => void makeLesson() }],
  [{ words: (m) => m.sharing.ownCluster, choose: () => showImportCluster(true) }],
]

export default function ShareMenu({ onClose }: { onClose: () => void }) {
  const m = useMessages()
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <DropdownMenu.Trigger className="share-anchor" tabIndex={-1} aria-hidden="true" />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="share-menu"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={m.proof.share}
        >
          {PARTS.map((items, index) => (
            <DropdownMenu.Group key={items[0]?.words(m)} className={index > 0 ? 'share-part' : undefined}>
              {items.map(({ words: label, keyName, choose }) => (
                <DropdownMenu.Item key={label(m)} className="share-item" onSelect={choose}>
                  <span>{label(m)}</span>
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
