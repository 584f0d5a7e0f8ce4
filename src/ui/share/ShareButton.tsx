// The button of the menu for links and files; menu and dialogs are loaded when they are first needed.

import { Suspense, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { sharing, showEmbed, showExport, showImportCluster, showQrCode } from '../../session/sharingState'
import { Button } from '../kit/Button'
import { icons } from '../shell/icons'
import { lazyPart } from '../shell/lazyPart'
import { Reserved } from '../shell/Reserved'
import { useMessages } from '../shell/useMessages'

const ShareMenu = lazyPart(
  () => import('./ShareMenu'),
  ({ onClose }) => onClose(),
)
const SharingDialogs = lazyPart(() => import('./SharingDialogs'), null, 'ownLessons', 'problems')
const ImportClusterDialog = lazyPart(
  () => import('../importCluster/ImportClusterDialog'),
  () => showImportCluster(false),
  'importCluster',
)
const ExportDialog = lazyPart(
  () => import('../export/ExportDialog'),
  () => showExport(false),
  'exceptions',
  'exporting',
  'openedBroker',
  'sequence',
)
const EmbedDialog = lazyPart(
  () => import('./EmbedDialog'),
  () => showEmbed(false),
  'embedding',
)
const QrDialog = lazyPart(
  () => import('./QrDialog'),
  () => showQrCode(false),
  'qrCode',
)

/** Begins once its part is there. @returns a function that ends it */
function watchFileDrop(): () => void {
  let end: (() => void) | null = null
  let ended = false
  import('../shell/fileDrop').then(
    ({ startFileDrop }) => {
      if (!ended) end = startFileDrop()
    },
    // Files are opened by the menu as well.
    () => undefined,
  )
  return () => {
    ended = true
    end?.()
  }
}

/** @param withoutButton - only what links and files have to say is shown */
export function ShareButton({ withoutButton }: { withoutButton: boolean }) {
  const m = useMessages()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const somethingToSay = useStore(
    sharing,
    ({ report, linkToCopy, dropping }) => report !== null || linkToCopy !== null || dropping,
  )
  const ownCluster = useStore(sharing, (state) => state.ownCluster)
  const exporting = useStore(sharing, (state) => state.exporting)
  const embedding = useStore(sharing, (state) => state.embedding)
  const qrCode = useStore(sharing, (state) => state.qrCode)
  useEffect(watchFileDrop, [])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <span className="relative">
      <Reserved empty={withoutButton}>
        <Button
          ref={button}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-label={m.proof.share}
          title={m.proof.share}
          onClick={() => setOpen(true)}
        >
          {icons.share}
          <span>{m.page.share}</span>
        </Button>
      </Reserved>
      {open && (
        <Suspense>
          <ShareMenu onClose={close} />
        </Suspense>
      )}
      {somethingToSay && (
        <Suspense>
          <SharingDialogs />
        </Suspense>
      )}
      {ownCluster && (
        <Suspense>
          <ImportClusterDialog />
        </Suspense>
      )}
      {exporting && (
        <Suspense>
          <ExportDialog />
        </Suspense>
      )}
      {embedding && (
        <Suspense>
          <EmbedDialog />
        </Suspense>
      )}
      {qrCode && (
        <Suspense>
          <QrDialog />
        </Suspense>
      )}
    </span>
  )
}
