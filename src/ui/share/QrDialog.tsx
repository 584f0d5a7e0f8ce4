// "QR code": this moment for the phones in the room. Loaded when it is first asked for.

import { useMemo } from 'react'
import { addressText } from '../../session/addressText'
import { isOwnComputer } from '../../session/ownComputer'
import { showQrCode } from '../../session/sharingState'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'
import { QrCode } from './QrCode'

export default function QrDialog() {
  const m = useMessages('qrCode')
  // Of the moment at which it was asked for, though the run may go on behind it.
  const link = useMemo(() => {
    const url = new URL(location.href)
    url.hash = addressText()
    return url.href
  }, [])
  return (
    <Dialog title={m.qrCode.title} onClose={() => showQrCode(false)}>
      <p>{m.qrCode.intro}</p>
      <div className="grid place-items-center py-8">
        <QrCode text={link} label={m.qrCode.title} className="w-[min(100%,60dvh)]" />
      </div>
      {isOwnComputer() && <p className="text-avoid">{m.qrCode.onlyHere}</p>}
    </Dialog>
  )
}
