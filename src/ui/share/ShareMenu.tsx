// The menu for links and files. Loaded when it is first opened.

import type { Text } from '../../i18n/messages'
import { copyLink, saveFile } from '../../session/sharing'
import { showEmbed, showExport, showImportCluster, showQrCode } from '../../session/sharingState'
import { Menu, MenuGroup, MenuItem } from '../kit/Menu'
import { chooseFile } from '../shell/chooseFile'
import { useMessages } from '../shell/useMessages'

/** What draws pictures, too. */
const copyPicture = async () => (await import('../export/copyPicture')).copyPicture()

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
  [
    { words: (m) => m.sharing.copyLink, keyName: 'Y', choose: () => void copyLink() },
    { words: (m) => m.sharing.copyPicture, choose: () => void copyPicture() },
    { words: (m) => m.sharing.showQrCode, choose: () => showQrCode(true) },
  ],
  [
    { words: (m) => m.sharing.saveFile, choose: saveFile },
    { words: (m) => m.sharing.openFile, choose: chooseFile },
  ],
  [
    { words: (m) => m.sharing.exporting, choose: () => showExport(true) },
    { words: (m) => m.sharing.embed, choose: () => showEmbed(true) },
  ],
  [{ words: (m) => m.sharing.makeLesson, choose: () => void makeLesson() }],
  [{ words: (m) => m.sharing.ownCluster, choose: () => showImportCluster(true) }],
]

export default function ShareMenu({ onClose }: { onClose: () => void }) {
  const m = useMessages()
  return (
    <Menu
      trigger={<button type="button" className="invisible absolute inset-0" tabIndex={-1} aria-hidden="true" />}
      label={m.proof.share}
      onClose={onClose}
    >
      {PARTS.map((items) => (
        <MenuGroup key={items[0]?.words(m)}>
          {items.map(({ words: label, keyName, choose }) => (
            <MenuItem key={label(m)} keyName={keyName} onSelect={choose}>
              {label(m)}
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  )
}
