// "Export": a picture of a moment, a film of a stretch, a sequence diagram, the log. Loaded when it is first asked for; what
// writes films is loaded with the first one.

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Text } from '../../i18n/messages'
import { entryCount } from '../../io/export/logFile'
import { pause } from '../../session/actions'
import { useApp } from '../../session/appStore'
import {
  EXPORT_KINDS,
  EXPORT_SIZES,
  type ExportChoices,
  FILM_FORMATS,
  FILM_RATES,
  FILM_SPEEDS,
  FILM_WIDTHS,
  LOG_FORMATS,
  PICTURE_FORMATS,
  PICTURE_SCALES,
  saveChoices,
  startExportChoices,
} from '../../session/exportChoices'
import { showExport } from '../../session/sharingState'
import { frameCount } from '../../stage/frameTimes'
import { Button } from '../kit/Button'
import { Dialog } from '../kit/Dialog'
import { isLoadingFailure } from '../shell/lazyPart'
import { useMessages } from '../shell/useMessages'
import { even, FILM_LIMITS, FilmTooLarge, makeFilm, refusalOf } from './film'
import { logFile, millisecondsOf, pictureOptions, saveBlob, secondsText, sequenceOf } from './making'
import { canBeDrawn, pngOf } from './raster'
import { StagePicture } from './StagePicture'
import { useCodec, useComputed, usePreview } from './useExport'

type Set = (change: Partial<ExportChoices>) => void

interface Job {
  done: number
  all: number
  stop: AbortController
}

/** ms of virtual time on either side of the playhead that a film shows unless somebody says otherwise. */
const AROUND_MS = 3000

export default function ExportDialog() {
  const m = useMessages()
  const run = useApp((state) => state.run)
  const selection = useApp((state) => state.selection)
  const seenMs = useApp((state) => state.seenMs)
  const [choices, setChoices] = useState(startExportChoices)
  const [moment, setMoment] = useState(() => secondsText(useApp.getState().playheadMs))
  const [from, setFrom] = useState(() => secondsText(Math.max(0, useApp.getState().playheadMs - AROUND_MS)))
  const [to, setTo] = useState(() => secondsText(useApp.getState().playheadMs + AROUND_MS))
  const [byMessage, setByMessage] = useState(selection?.kind === 'message')
  const [message, setMessage] = useState(selection?.kind === 'message' ? String(selection.message) : '1')
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
  const set: Set = (change) => {
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
      const text =
        error instanceof FilmTooLarge
          ? m.exporting.tooManyBytes(FILM_LIMITS.bytes)
          : isLoadingFailure(error)
            ? m.notices.notLoaded
            : `${m.exporting.failed} ${error instanceof Error ? error.message : String(error)}`
      setSaid({ tone: 'problem', text })
    } finally {
      setJob(null)
    }
  }

  const save = () => {
    const begin = `rocketscope-${run.input.scenario.preset}`
    if (kind === 'picture' && momentMs !== null) {
      const format = choices.pictureFormat
      void work(`${begin}-${momentMs}ms.${format}`, async () => {
        const stage = new StagePicture(pictureOptions(choices, momentMs, null))
        try {
          const picture = stage.at(momentMs)
          return format === 'png'
            ? await pngOf(picture, choices.scale)
            : new Blob([picture.svg], { type: 'image/svg+xml;charset=utf-8' })
        } finally {
          stage.end()
        }
      })
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
      <fieldset
        className="segmented self-start max-[801px]:self-stretch max-[801px]:flex max-[801px]:[&_button]:flex-1 max-[801px]:[&_button]:px-2 max-[801px]:[&_button]:py-0"
        disabled={job !== null}
        aria-label={m.exporting.what}
      >
        {EXPORT_KINDS.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => set({ kind: one })}>
            {m.exporting[one]}
          </button>
        ))}
      </fieldset>
      <div
        className="grid grid-cols-[minmax(15rem,19rem)_minmax(0,1fr)] gap-12 data-single:grid-cols-[minmax(15rem,24rem)] max-[801px]:grid-cols-1 max-[801px]:data-single:grid-cols-1"
        data-single={kind === 'log' || undefined}
      >
        <fieldset className="flex flex-col gap-4.5" disabled={job !== null} aria-label={m.exporting[kind]}>
          {kind === 'picture' && <Seconds words={(m) => m.exporting.moment} value={moment} onChange={setMoment} />}
          {kind === 'sequence' && (
            <Choice
              words={(m) => m.exporting.subject}
              value={byMessage ? 'message' : 'stretch'}
              options={[
                ['stretch', m.exporting.stretch],
                ['message', m.exporting.oneMessage],
              ]}
              onChange={(value) => setByMessage(value === 'message')}
            />
          )}
          {kind === 'sequence' && byMessage && (
            <Seconds words={(m) => m.exporting.message} value={message} onChange={setMessage} />
          )}
          {kind !== 'picture' && !(kind === 'sequence' && byMessage) && (
            <>
              <Seconds words={(m) => m.exporting.from} value={from} onChange={setFrom} />
              <Seconds words={(m) => m.exporting.to} value={to} onChange={setTo} />
            </>
          )}
          {kind === 'picture' && <PictureChoices choices={choices} set={set} />}
          {kind === 'film' && <FilmChoices choices={choices} set={set} />}
          {wantsPicture && <LookChoices choices={choices} set={set} />}
          {kind === 'log' && (
            <Choice
              words={(m) => m.exporting.format}
              value={choices.logFormat}
              options={LOG_FORMATS.map((format) => [format, m.exporting[format]])}
              onChange={(logFormat) => set({ logFormat })}
            />
          )}
        </fieldset>
        {wantsPicture && (
          <div
            className="grid place-items-center h-[min(27rem,calc(100dvh_-_20rem))] min-h-140 p-6 border border-line rounded-xl bg-inset [&:not([data-ground])]:[background:repeating-conic-gradient(#8a8f99_0%_25%,#a6abb5_0%_50%)_0_0/1.4rem_1.4rem] [&_img]:max-w-full [&_img]:max-h-full [&_img]:min-h-0 [&_img]:object-contain max-[801px]:h-150"
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
      <div className="flex gap-6 items-center sticky bottom-0 -mx-13 -mb-13 px-13 pt-7 pb-9 border-t border-line bg-panel">
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
      </div>
    </Dialog>
  )
}

const FORMAT_NAMES = { png: 'PNG', svg: 'SVG', gif: 'GIF', webm: 'WebM', mp4: 'MP4' } as const

function PictureChoices({ choices, set }: { choices: ExportChoices; set: Set }) {
  return (
    <>
      <Choice
        words={(m) => m.exporting.format}
        value={choices.pictureFormat}
        options={PICTURE_FORMATS.map((format) => [format, FORMAT_NAMES[format]])}
        onChange={(pictureFormat) => set({ pictureFormat })}
      />
      {choices.pictureFormat === 'png' && (
        <Choice
          words={(m) => m.exporting.scale}
          value={choices.scale}
          options={PICTURE_SCALES.map((scale) => [scale, `${scale}×`])}
          onChange={(scale) => set({ scale })}
        />
      )}
    </>
  )
}

function FilmChoices({ choices, set }: { choices: ExportChoices; set: Set }) {
  return (
    <>
      <Choice
        words={(m) => m.exporting.format}
        value={choices.filmFormat}
        options={FILM_FORMATS.map((format) => [format, FORMAT_NAMES[format]])}
        onChange={(filmFormat) => set({ filmFormat })}
      />
      <Choice
        words={(m) => m.exporting.speed}
        value={choices.speed}
        options={FILM_SPEEDS.map((speed) => [speed, `${speed}×`])}
        onChange={(speed) => set({ speed })}
      />
      <Choice
        words={(m) => m.exporting.framesPerSecond}
        value={choices.framesPerSecond}
        options={FILM_RATES.map((rate) => [rate, String(rate)])}
        onChange={(framesPerSecond) => set({ framesPerSecond })}
      />
      <Choice
        words={(m) => m.exporting.width}
        value={choices.filmWidth}
        options={FILM_WIDTHS.map((width) => [width, `${width} px`])}
        onChange={(filmWidth) => set({ filmWidth })}
      />
    </>
  )
}

function LookChoices({ choices, set }: { choices: ExportChoices; set: Set }) {
  const m = useMessages()
  return (
    <>
      <Choice
        words={(m) => m.exporting.size}
        value={choices.size}
        options={EXPORT_SIZES.map((size) => [size, size === 'page' ? m.exporting.sizePage : size.replace('x', ' × ')])}
        onChange={(size) => set({ size })}
      />
      <Choice
        words={(m) => m.exporting.theme}
        value={choices.theme}
        options={[
          ['dark', m.exporting.dark],
          ['light', m.exporting.light],
        ]}
        onChange={(theme) => set({ theme })}
      />
      <Check words={(m) => m.exporting.headline} value={choices.headline} onChange={(headline) => set({ headline })} />
      <Check words={(m) => m.exporting.link} value={choices.link} onChange={(link) => set({ link })} />
      {choices.kind === 'picture' && (
        <Check words={(m) => m.exporting.ground} value={choices.ground} onChange={(ground) => set({ ground })} />
      )}
    </>
  )
}

function Field({ words, children }: { words: Text; children: (id: string) => ReactNode }) {
  const m = useMessages()
  const id = useId()
  return (
    <div className="grid grid-cols-[minmax(6.5rem,2fr)_minmax(0,3fr)] gap-6 items-center [&_.select]:w-full [&_.select]:max-w-none [&_input]:justify-start">
      <label htmlFor={id}>{words(m)}</label>
      {children(id)}
    </div>
  )
}

function Seconds({ words, value, onChange }: { words: Text; value: string; onChange: (value: string) => void }) {
  return (
    <Field words={words}>
      {(id) => (
        <input
          id={id}
          className="select"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function Choice<Value extends string | number>({
  words,
  value,
  options,
  onChange,
}: {
  words: Text
  value: Value
  options: readonly (readonly [Value, string])[]
  onChange: (value: Value) => void
}) {
  return (
    <Field words={words}>
      {(id) => (
        <select
          id={id}
          className="select"
          value={String(value)}
          onChange={(event) => {
            const chosen = options.find(([one]) => String(one) === event.target.value)
            if (chosen) onChange(chosen[0])
          }}
        >
          {options.map(([one, name]) => (
            <option key={one} value={String(one)}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function Check({ words, value, onChange }: { words: Text; value: boolean; onChange: (value: boolean) => void }) {
  const m = useMessages()
  return (
    <label className="flex gap-6 items-center min-h-20 cursor-pointer [&_input]:size-11.5 [&_input]:flex-none [&_input]:accent-flight">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {words(m)}
    </label>
  )
}
