// "Export": a picture of a moment, a film of a stretch, a sequence diagram, the log. Loaded when it is first asked for; what
// writes films is loaded with the first one.

import { useEffect, useRef, useState } from 'react'
import { entryCount } from '../../io/export/logFile'
import { newestSend } from '../../projections/findAttempt'
import { entryAt } from '../../rocketmq'
import { pause } from '../../session/actions'
import { useApp } from '../../session/appStore'
import { EXPORT_KINDS, LOG_FORMATS, saveChoices, startExportChoices } from '../../session/exportChoices'
import { showExport } from '../../session/sharingState'
import { frameCount } from '../../stage/frameTimes'
import { Button } from '../kit/Button'
import { Dialog, DialogFoot } from '../kit/Dialog'
import { Choice, Seconds } from '../kit/Field'
import { Segmented } from '../kit/Segmented'
import { isLoadingFailure } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import { FilmChoices, FORMAT_NAMES, LookChoices, PictureChoices, type SetChoices } from './ExportLook'
import { even, FILM_LIMITS, FilmTooLarge, makeFilm, refusalOf } from './film'
import { logFile, millisecondsOf, pictureOptions, saveBlob, secondsText, sequenceOf } from './making'
import { copyOrSave, pictureFile } from './pictureFile'
import { canBeDrawn } from './raster'
import { useCodec, useComputed, usePreview } from './useExport'

interface Job {
  done: number
  all: number
  stop: AbortController
}

/** ms of virtual time on either side of the playhead that a film shows unless somebody says otherwise. */
const AROUND_MS = 3000

/** The message that the page speaks of: the selected one, or the newest sent by now. */
function startMessage(): number {
  const { run, playheadMs, selection } = useApp.getState()
  if (selection?.kind === 'message') return selection.message
  const newest = newestSend(run, Math.floor(playheadMs))
  const entry = newest < 0 ? null : entryAt(run.log, newest)
  return entry?.kind === 'send' ? entry.message : 1
}

export default function ExportDialog() {
  const m = useMessages('exceptions', 'exporting', 'sequence')
  const run = useApp((state) => state.run)
  const selection = useApp((state) => state.selection)
  const seenMs = useApp((state) => state.seenMs)
  const [choices, setChoices] = useState(startExportChoices)
  const [moment, setMoment] = useState(() => secondsText(useApp.getState().playheadMs))
  const [from, setFrom] = useState(() => secondsText(Math.max(0, useApp.getState().playheadMs - AROUND_MS)))
  const [to, setTo] = useState(() => secondsText(useApp.getState().playheadMs + AROUND_MS))
  const [byMessage, setByMessage] = useState(selection?.kind === 'message')
  const [message, setMessage] = useState(() => String(startMessage()))
  const [job, setJob] = useState<Job | null>(null)
  const [said, setSaid] = useState<{ tone: 'info' | 'problem'; text: string } | null>(null)
  const running = useRef<AbortController | null>(null)
  const mainButton = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    pause()
    return () => running.current?.abort()
  }, [])
  // The button that was pressed makes room for the one that ends the work, and the other way round: the focus goes along.
  const working = job !== null
  useEffect(() => {
    if (working || running.current !== null) mainButton.current?.focus()
  }, [working])
  const set: SetChoices = (change) => {
    const next = { ...choices, ...change }
    setChoices(next)
    saveChoices(next)
    setSaid(null)
  }

  const { kind } = choices
  const momentMs = millisecondsOf(moment)
  const fromMs = millisecondsOf(from)
  const toMs = millisecondsOf(to)
  const shownMs = kind === 'picture' ? momentMs : fromMs
  const wantsPicture = kind === 'picture' || kind === 'film'
  const farthestMs = kind === 'picture' ? momentMs : kind === 'sequence' && byMessage ? run.endMs : toMs
  const computed = useComputed(farthestMs)
  const preview = usePreview(wantsPicture && computed ? shownMs : null, choices, kind === 'film' ? choices.speed : null)

  const stretch =
    fromMs === null || toMs === null
      ? null
      : { fromMs, toMs, speed: choices.speed, framesPerSecond: choices.framesPerSecond }
  const film = preview &&
    kind === 'film' && {
      width: even(choices.filmWidth),
      height: even((choices.filmWidth * preview.height) / preview.width),
    }
  const codec = useCodec(kind === 'film' ? choices.filmFormat : 'gif', film ? film.width : 0, film ? film.height : 0)
  const messageNumber = /^\d{1,9}$/.test(message.trim()) && Number(message) > 0 ? Number(message) : null
  const diagram =
    kind !== 'sequence' || !computed
      ? null
      : byMessage
        ? messageNumber === null
          ? null
          : sequenceOf(run, { kind: 'message', message: messageNumber }, m)
        : stretch && stretch.toMs > stretch.fromMs
          ? sequenceOf(run, { kind: 'stretch', fromMs: stretch.fromMs, toMs: stretch.toMs }, m)
          : null

  /** Why it cannot be made as it is chosen; null if it can, or if that is not known yet. */
  const problem = ((): string | null => {
    if (kind === 'picture') {
      if (momentMs === null) return m.exporting.wrongMoment
      if (!preview || choices.pictureFormat === 'svg') return null
      return canBeDrawn(preview.width * choices.scale, preview.height * choices.scale)
        ? null
        : m.exporting.tooLargePicture
    }
    if (kind === 'sequence' && byMessage) {
      if (messageNumber === null) return m.exporting.wrongMessage
      return diagram?.shown === 0 ? m.exporting.noSuchMessage : null
    }
    if (stretch === null) return m.exporting.wrongMoment
    if (stretch.toMs <= stretch.fromMs) return m.exporting.wrongStretch
    if (kind === 'sequence') return diagram?.shown === 0 ? m.exporting.nothingHappened : null
    if (kind === 'film' && film) {
      const frames = frameCount(stretch)
      const refusal = refusalOf(stretch, film.width, film.height)
      if (refusal === 'empty') return m.exporting.empty
      if (refusal === 'tooManyFrames') return m.exporting.tooManyFrames(frames, FILM_LIMITS.frames)
      if (refusal === 'tooManyPixels') return m.exporting.tooManyPixels(frames, film.width)
      if (codec === 'notLoaded') return m.notices.notLoaded
      if (codec === 'none') return m.exporting.noEncoder(FORMAT_NAMES[choices.filmFormat])
    }
    return null
  })()

  /** What will come of it, before it is made. */
  const outlook = ((): string => {
    if (problem !== null) return ''
    if (!computed) return m.exporting.computing
    if (kind === 'picture' && preview) {
      const scale = choices.pictureFormat === 'png' ? choices.scale : 1
      return m.exporting.pictureSize(Math.round(preview.width * scale), Math.round(preview.height * scale))
    }
    if (kind === 'film' && film && stretch) {
      const frames = frameCount(stretch)
      const size = m.exporting.filmSize(frames, film.width, film.height, (frames * 1000) / choices.framesPerSecond)
      return codec === 'asking' ? `${size} · ${m.exporting.checking}` : size
    }
    if (kind === 'log' && stretch) return m.exporting.lines(entryCount(run, stretch.fromMs, stretch.toMs))
    if (kind === 'sequence' && diagram && diagram.leftOut > 0) return m.exporting.leftOut(diagram.leftOut)
    return ''
  })()

  const ready =
    problem === null &&
    computed &&
    job === null &&
    (!wantsPicture || preview !== null) &&
    (kind !== 'film' || codec === 'some') &&
    (kind !== 'sequence' || diagram !== null)

  /** Does what may take long; the person sees how far it is and can end it. */
  const work = async (name: string, make: (stop: AbortController) => Promise<Blob | null>) => {
    const stop = new AbortController()
    running.current = stop
    setSaid(null)
    setJob({ done: 0, all: 1, stop })
    try {
      const blob = await make(stop)
      if (stop.signal.aborted || blob === null) {
        setSaid({ tone: 'info', text: m.exporting.cancelled })
        return
      }
      saveBlob(blob, name)
      setSaid({ tone: 'info', text: m.exporting.saved(name, blob.size) })
    } catch (error) {
      setSaid({ tone: 'problem', text: problemText(error) })
    } finally {
      setJob(null)
    }
  }

  const save = () => {
    const begin = `rocketscope-${run.input.scenario.preset}`
    if (kind === 'picture' && momentMs !== null) {
      const format = choices.pictureFormat
      void work(`${begin}-${momentMs}ms.${format}`, () => pictureFile(choices, momentMs, format, choices.scale))
    } else if (kind === 'sequence' && diagram) {
      const name = byMessage ? `message-${messageNumber}` : `${fromMs}-${toMs}ms`
      void work(`${begin}-${name}.mmd`, () =>
        Promise.resolve(new Blob([diagram.text], { type: 'text/plain;charset=utf-8' })),
      )
    } else if (stretch) {
      const name = `${begin}-${stretch.fromMs}-${stretch.toMs}ms`
      const onProgress = (stop: AbortController) => (done: number, all: number) => setJob({ done, all, stop })
      if (kind === 'log') {
        void work(`${name}.${choices.logFormat}`, (stop) =>
          logFile(run, stretch, choices.logFormat, FILM_LIMITS.bytes, onProgress(stop), stop.signal),
        )
      } else {
        const { filmFormat: format, filmWidth: width } = choices
        void work(`${name}.${format}`, (stop) => {
          const picture = { ...pictureOptions(choices, stretch.fromMs, choices.speed), ground: true }
          return makeFilm({ picture, stretch, format, width }, onProgress(stop), stop.signal)
        })
      }
    }
  }

  /** What the browser said of a picture, a film or a file that could not be made. */
  const problemText = (error: unknown): string =>
    error instanceof FilmTooLarge
      ? m.exporting.tooManyBytes(FILM_LIMITS.bytes)
      : isLoadingFailure(error)
        ? m.notices.notLoaded
        : `${m.exporting.failed} ${error instanceof Error ? error.message : String(error)}`

  const copyPicture = async (atMs: number) => {
    const name = `rocketscope-${run.input.scenario.preset}-${atMs}ms.png`
    try {
      const scale = choices.pictureFormat === 'png' ? choices.scale : 1
      const how = await copyOrSave(pictureFile(choices, atMs, 'png', scale), name)
      if (how === 'copied') setSaid({ tone: 'info', text: m.exporting.pictureCopied })
      else setSaid({ tone: 'problem', text: m.exporting.savedInstead(name) })
    } catch (error) {
      setSaid({ tone: 'problem', text: problemText(error) })
    }
  }

  const copy = () => {
    // Not there where the page has no secure origin.
    const written = navigator.clipboard?.writeText(diagram?.text ?? '') ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setSaid({ tone: 'info', text: m.exporting.copied }),
      () => setSaid({ tone: 'problem', text: m.exporting.copyFailed }),
    )
  }

  return (
    <Dialog
      title={m.exporting.title}
      width={70}
      className="flex flex-col gap-6 [&_fieldset]:min-w-0"
      busy={job !== null}
      onClose={() => showExport(false)}
    >
      <p className="text-muted">{m.exporting.lead}</p>
      <Segmented
        label={m.exporting.what}
        className="self-start max-[801px]:self-stretch max-[801px]:flex max-[801px]:[&_button]:flex-1 max-[801px]:[&_button]:px-2 max-[801px]:[&_button]:py-0"
        disabled={job !== null}
        value={kind}
        options={EXPORT_KINDS.map((one) => [one, m.exporting[one]] as const)}
        onChange={(one) => set({ kind: one })}
      />
      <div
        className="grid grid-cols-[minmax(15rem,19rem)_minmax(0,1fr)] gap-12 data-single:grid-cols-[minmax(15rem,24rem)] max-[801px]:grid-cols-1 max-[801px]:data-single:grid-cols-1"
        data-single={kind === 'log' || undefined}
      >
        <fieldset className="flex flex-col gap-4.5" disabled={job !== null} aria-label={m.exporting[kind]}>
          {kind === 'picture' && <Seconds label={m.exporting.moment} value={moment} onChange={setMoment} />}
          {kind === 'sequence' && (
            <Choice
              label={m.exporting.subject}
              value={byMessage ? 'message' : 'stretch'}
              options={[
                ['stretch', m.exporting.stretch],
                ['message', m.exporting.oneMessage],
              ]}
              onChange={(value) => setByMessage(value === 'message')}
            />
          )}
          {kind === 'sequence' && byMessage && (
            <Seconds label={m.exporting.message} value={message} onChange={setMessage} />
          )}
          {kind !== 'picture' && !(kind === 'sequence' && byMessage) && (
            <>
              <Seconds label={m.exporting.from} value={from} onChange={setFrom} />
              <Seconds label={m.exporting.to} value={to} onChange={setTo} />
            </>
          )}
          {kind === 'picture' && <PictureChoices choices={choices} set={set} />}
          {kind === 'film' && <FilmChoices choices={choices} set={set} />}
          {wantsPicture && <LookChoices choices={choices} set={set} />}
          {kind === 'log' && (
            <Choice
              label={m.exporting.format}
              value={choices.logFormat}
              options={LOG_FORMATS.map((format) => [format, m.exporting[format]])}
              onChange={(logFormat) => set({ logFormat })}
            />
          )}
        </fieldset>
        {wantsPicture && (
          <div
            className="grid place-items-center h-[min(27rem,calc(100dvh_-_20rem))] min-h-140 p-6 border border-line rounded-xl bg-inset [&:not([data-ground])]:[background:repeating-conic-gradient(var(--square)_0%_25%,var(--square-light)_0%_50%)_0_0/1.4rem_1.4rem] [&_img]:max-w-full [&_img]:max-h-full [&_img]:min-h-0 [&_img]:object-contain max-[801px]:h-150"
            data-ground={choices.ground || kind === 'film' || undefined}
          >
            {preview && <img src={preview.address} alt={m.exporting.preview} />}
          </div>
        )}
        {kind === 'sequence' && (
          <textarea
            className="w-full h-[min(27rem,calc(100dvh_-_22rem))] min-h-140 px-7 py-6 border border-line-strong rounded-lg bg-inset text-text font-mono text-fine leading-[1.5] resize-none"
            readOnly
            wrap="off"
            aria-label={m.exporting.mermaid}
            value={diagram?.text ?? ''}
          />
        )}
      </div>
      {kind === 'sequence' && <p className="text-muted">{m.exporting.mermaidHint}</p>}
      {kind === 'log' && <p className="text-muted">{m.exporting.logHint}</p>}
      {wantsPicture && shownMs !== null && Math.max(shownMs, (kind === 'film' ? toMs : null) ?? 0) > seenMs + 1 && (
        <p className="text-muted">{m.exporting.notSeen}</p>
      )}
      {problem !== null && (
        <p role="alert" className="px-7 py-5 border border-bad rounded-lg">
          {problem}
        </p>
      )}
      <DialogFoot>
        <div
          className="flex-1 flex gap-y-3 gap-x-8 items-center flex-wrap min-w-0 min-h-22 wrap-anywhere [&_[data-tone='problem']]:text-bad [&_progress]:w-[min(18rem,100%)] [&_progress]:h-8 [&_progress]:accent-flight"
          role="status"
        >
          {job ? (
            <>
              <progress max={job.all} value={job.done} aria-label={m.exporting.progress} />
              {kind === 'film' && <span>{m.exporting.frames(job.done, job.all)}</span>}
            </>
          ) : said ? (
            <span data-tone={said.tone}>{said.text}</span>
          ) : (
            <span className="text-muted">{outlook}</span>
          )}
        </div>
        {job ? (
          <Button ref={mainButton} onClick={() => job.stop.abort()}>
            {m.exporting.cancel}
          </Button>
        ) : (
          <>
            {kind === 'picture' && momentMs !== null && (
              <Button disabled={!ready} onClick={() => void copyPicture(momentMs)}>
                {m.exporting.copyPicture}
              </Button>
            )}
            {kind === 'sequence' && (
              <Button disabled={!ready} onClick={copy}>
                {m.exporting.copy}
              </Button>
            )}
            <Button ref={mainButton} tone="make" disabled={!ready} onClick={save}>
              {kind === 'film' ? m.exporting.make : m.exporting.save}
            </Button>
          </>
        )}
      </DialogFoot>
    </Dialog>
  )
}
