// A result to be shown to others: a picture, a text, and the link that proves it.

import { useEffect, useState } from 'react'
import type { Challenge, Verdict } from '../../chapters/challenge'
import { localize } from '../../i18n/localized'
import { useApp } from '../../session/appStore'
import { proofAddress } from '../../session/challengeActions'
import { isOwnComputer } from '../../session/ownComputer'
import { saveBlob } from '../export/making'
import { copyOrSave } from '../export/pictureFile'
import { pngOf } from '../export/raster'
import { Button } from '../kit/Button'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'
import { resultCard } from './resultCard'
import { resultText } from './words'

/** Where the page is, in short, and without the folders of this computer. */
const shortAddress = (): string => (location.protocol === 'file:' ? '' : `${location.host}${location.pathname}`)

type Drawn = { blob: Blob; address: string } | 'fails' | null

/** Whether the browser can put a picture on the clipboard: only in a page with https, and not everywhere. */
const canCopyPicture = (): boolean => typeof ClipboardItem !== 'undefined' && navigator.clipboard?.write !== undefined

export default function ResultDialog({
  challenge,
  verdict,
  onClose,
}: {
  challenge: Challenge
  verdict: Verdict
  onClose: () => void
}) {
  const m = useMessages('challenges')
  const run = useApp((state) => state.run)
  const theme = useApp((state) => state.theme)
  const [drawn, setDrawn] = useState<Drawn>(null)
  const [said, setSaid] = useState('')
  const words = m.challenges
  const text = resultText(challenge, verdict, run.input, m)
  useEffect(() => {
    let over = false
    let address = ''
    // In a turn of its own: the stage of the card is a React root.
    const timer = setTimeout(async () => {
      let next: Drawn = 'fails'
      try {
        const blob = await pngOf(resultCard(challenge, verdict, run, { theme, address: shortAddress(), m }), 1)
        address = URL.createObjectURL(blob)
        next = { blob, address }
      } catch (error) {
        console.error(error)
      }
      if (over) URL.revokeObjectURL(address)
      else setDrawn(next)
    })
    return () => {
      over = true
      clearTimeout(timer)
      URL.revokeObjectURL(address)
    }
  }, [challenge, verdict, run, theme, m])

  const copy = async (what: string, done: string) => {
    try {
      await navigator.clipboard.writeText(what)
      setSaid(isOwnComputer() ? m.sharing.copiedOnlyHere : done)
    } catch {
      // Refused, or a page without https: the text is there to be selected.
      setSaid(words.byHand)
    }
  }
  const picture = drawn !== null && drawn !== 'fails' ? drawn : null
  const pictureName = `rocketscope-${challenge.id}.png`
  const save = () => picture && saveBlob(picture.blob, pictureName)
  const copyPicture = async () => {
    if (!picture) return
    const how = await copyOrSave(Promise.resolve(picture.blob), pictureName)
    if (how === 'copied') setSaid(words.pictureCopied)
  }
  return (
    <Dialog title={words.result} width={48} className="flex flex-col gap-7 [&_p]:m-0" onClose={onClose}>
      {picture ? (
        <img
          className="result-card w-full h-auto rounded-lg border border-line"
          src={picture.address}
          width={1200}
          height={630}
          alt={words.pictureOf(localize(challenge.title, m), verdict.stars)}
        />
      ) : (
        <p className="text-muted" role="status">
          {drawn === 'fails' ? words.pictureFails : words.drawing}
        </p>
      )}
      <p className="text-muted">{words.resultHint}</p>
      <textarea
        className="w-full min-h-50 p-5 border border-line rounded-md bg-inset text-text break-all"
        readOnly
        rows={4}
        aria-label={words.result}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="flex flex-wrap gap-6">
        <Button onClick={() => copy(text, words.textCopied)}>{words.copyText}</Button>
        <Button onClick={() => copy(proofAddress(challenge, run.input), words.linkCopied)}>{words.copyLink}</Button>
        {canCopyPicture() && (
          <Button disabled={!picture} onClick={copyPicture}>
            {words.copyPicture}
          </Button>
        )}
        <Button disabled={!picture} onClick={save}>
          {words.savePicture}
        </Button>
      </p>
      <p role="status">{said}</p>
    </Dialog>
  )
}
