// Draws the stage of a run at any moment as SVG that needs nothing of the page: the page's own components in a root that is
// never shown, with the colours of a theme in the place of variables. The page itself is not touched.

import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { narrationOf } from '../../explain/narrationContextOf'
import { formatTime } from '../../i18n/format'
import { LANGUAGES } from '../../i18n/languages'
import type { Messages } from '../../i18n/messages'
import type { Tone } from '../../i18n/narrationContext'
import type { Theme } from '../../io/browserStorage'
import type { Selection } from '../../io/viewFields'
import { type ClusterState, type Cursor, createCursor, type Run, recordingOf } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { headlineAt, motionOf } from '../../session/headline'
import type { RunView } from '../../session/runViews'
import { type CaptionWords, layoutCaption } from '../../stage/caption'
import { type FittedLayout, fittedLayout } from '../../stage/fittedLayout'
import { type LayoutInput, layoutStage, type StageLayout } from '../../stage/layout'
import { topologyKey, topologyOf } from '../../stage/nodeKinds'
import { collectMarks, createMarks } from '../../stage/packets'
import { shortNames } from '../../stage/shortNames'
import { RunViewContext } from '../shell/useClusterState'
import { headlineCandidateBefore } from '../shell/useHeadline'
import { LinkLossMarks } from '../stage/edges/LinkLossMarks'
import { FailureNotes } from '../stage/FailureNotes'
import { paintWheel } from '../stage/nodes/producer/paintWheel'
import { type Palette, paintMarks, readPalette } from '../stage/packets/paintPackets'
import { expandedProducer, maxStored, StageDrawing } from '../stage/StageDrawing'
import { OpenedStore, unfoldingOf } from '../stage/store/opened'
import { coloured } from './coloured'
import { Switches } from './Switches'
import { escaped, SvgPainter } from './svgPainter'

export interface PictureOptions {
  run: Run
  /** Room for the stage, px; a cluster that needs more makes the picture higher. */
  width: number
  height: number
  /** Whether that is the page's own stage, which is drawn as it is there; any other room is filled. */
  asOnPage: boolean
  theme: Theme
  m: Messages
  /** Without, the picture has no ground and can be laid on any. */
  ground: boolean
  /** With the sentence of the moment below the stage, and the moment. */
  headline: boolean
  /** Where the run can be seen: an address, or from # on what goes behind one; '' for none in the picture. */
  link: string
  selection: Selection | null
  /** ms of virtual time per ms of real time, for what is told a while; null for a single picture, told exactly. */
  pace: number | null
}

/** One picture. */
export interface Picture {
  /** A whole SVG document of `width` x `height` px. */
  svg: string
  width: number
  height: number
}

/** Which variable has the colour of a kind of sentence. */
const TONES: Record<Tone, string> = { good: 'good', bad: 'bad', avoid: 'avoid', vote: 'vote', flight: 'flight' }

const HATCH = 'export-hatch'

export class StagePicture {
  private readonly host = document.createElement('div')
  private readonly probe = document.createElement('div')
  private readonly root: Root
  private readonly cursor: Cursor
  private readonly marks = createMarks()
  private readonly colours = new Map<string, string>()
  private readonly palette: Palette
  private readonly font: string
  private layoutKey: string | null = null
  private fitted: FittedLayout | null = null
  /** Height of the first picture's stage: those of one film are all as high. */
  private stageHeight: number | null = null

  constructor(private readonly options: PictureOptions) {
    this.cursor = createCursor(options.run)
    this.root = createRoot(this.host)
    // In the page, because only there have variables their values.
    this.probe.dataset.theme = options.theme
    this.probe.hidden = true
    document.body.append(this.probe)
    this.palette = readPalette(this.probe)
    this.font = getComputedStyle(document.body).fontFamily
  }

  /** @param tMs - ms of virtual time, may have a fraction; the run must be computed so far */
  at(tMs: number): Picture {
    const { options } = this
    const state = this.cursor.seek(Math.floor(tMs))
    const { layout, scale, above } = this.layoutOf(state)
    this.stageHeight ??= layout.height * scale
    const { width } = options
    const view = this.viewAt(state, tMs)
    flushSync(() => this.root.render(this.drawing(state, layout, view)))
    const stage = this.host.querySelector('svg')
    if (!stage) throw new Error('the stage was not drawn')
    stage.setAttribute('viewBox', `0 ${-above} ${layout.width} ${layout.height}`)
    stage.setAttribute('width', String(width))
    stage.setAttribute('height', String(this.stageHeight))

    const painter = new SvgPainter()
    paintWheel(painter, state, options.run.log, layout, tMs, false, this.palette)
    paintMarks(painter, collectMarks(state, layout, tMs, false, this.marks), layout, this.palette)
    const drawn = new XMLSerializer().serializeToString(stage).replace(/<\/svg>$/, `<g>${painter.markup()}</g></svg>`)

    const { caption, height } = this.caption(state, tMs)
    const title = `RocketScope · ${options.run.input.scenario.topic} · ${formatTime(tMs)}`
    const ground = options.ground ? `<rect width="${width}" height="${height}" fill="var(--ground)"/>` : ''
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" ` +
      `viewBox="0 0 ${width} ${height}" font-family="${escaped(this.font)}" style="font-variant-numeric:tabular-nums" ` +
      `lang="${LANGUAGES[options.m.language].tag}"><title>${escaped(title)}</title>${ground}${drawn}${caption}</svg>`
    return { svg: this.coloured(svg), width, height }
  }

  /** Ends it; nothing is drawn after that. */
  end(): void {
    this.root.unmount()
    this.probe.remove()
  }

  /** The Broker that is open on the page, where the run has what is inside. */
  private unfolding(): Pick<LayoutInput, 'unfold'> {
    const { settings } = this.options.run.input.scenario
    const { openBroker } = useApp.getState()
    return settings.simulateStore && openBroker !== null ? unfoldingOf(openBroker, settings) : {}
  }

  private layoutOf(state: ClusterState): FittedLayout {
    const key = topologyKey(state)
    if (this.fitted && this.layoutKey === key) return this.fitted
    const { width, height, asOnPage, selection } = this.options
    this.layoutKey = key
    const input: LayoutInput = {
      ...this.unfolding(),
      topology: topologyOf(state),
      width,
      height,
      opened: {
        broker: selection?.kind === 'group' || selection?.kind === 'broker' ? selection.group : null,
        producer: selection?.kind === 'producer' ? selection.index : null,
      },
    }
    this.fitted = asOnPage ? { layout: layoutStage(input), scale: 1, above: 0 } : fittedLayout(input)
    return this.fitted
  }

  /** The run as it is at one moment; each selector is asked once. */
  private viewAt(state: ClusterState, tMs: number): RunView {
    const { run, pace } = this.options
    const selected = new Map<unknown, unknown>()
    return {
      run: () => run,
      state: () => state,
      pace: () => pace ?? 1,
      read<T>(selector: (state: ClusterState, tMs: number) => T): T {
        if (!selected.has(selector)) selected.set(selector, selector(state, tMs))
        return selected.get(selector) as T
      },
    }
  }

  private drawing(state: ClusterState, layout: StageLayout, view: RunView) {
    const { m, selection } = this.options
    const chosenMessage = selection?.kind === 'message' ? selection.message : -1
    const names = shortNames(state.brokerGroups.map((group) => group.brokerName))
    return (
      <RunViewContext value={view}>
        <StageDrawing
          layout={layout}
          hidden={[]}
          shortNames={names}
          m={m}
          hatch={HATCH}
          most={maxStored(state)}
          inviting={-1}
          chosenMessage={chosenMessage}
        >
          <Switches layout={layout} />
          <LinkLossMarks layout={layout} producer={expandedProducer(layout)} hidden={[]} m={m} />
          <FailureNotes layout={layout} shortNames={names} m={m} />
          {layout.places.broker.map(
            (place) => place.store && <OpenedStore key={place.index} place={place} chosenMessage={chosenMessage} />,
          )}
        </StageDrawing>
      </RunViewContext>
    )
  }

  private caption(state: ClusterState, tMs: number): { caption: string; height: number } {
    const { run, m, headline, link, width, ground, pace } = this.options
    const told = headlineAt(run, tMs, pace ?? 1, motionOf(pace !== null, tMs))
    const story = headlineCandidateBefore(run, told, narrationOf(run, state.settings), m)
    const top = this.stageHeight ?? 0
    const recording = recordingOf(run)
    const clock = recording
      ? `${formatTime(tMs)} · ${m.page.recordingOf(recording.recordedWith.client)}`
      : formatTime(tMs)
    const words: CaptionWords = { headline: story.headline, clock, link }
    const { height, lines } = layoutCaption(words, width, top, headline)
    if (height === 0) return { caption: '', height: top }
    const texts = lines.map(({ x, y, size, text, kind }) => {
      const fill = kind === 'link' ? 'flight' : kind === 'clock' ? 'muted' : 'text'
      const weight = kind === 'link' ? 400 : 650
      const element = `<text x="${x}" y="${y.toFixed(1)}" dy="0.35em" font-size="${size.toFixed(1)}" font-weight="${weight}" fill="var(--${fill})">${escaped(text)}</text>`
      // Whoever opens the SVG can follow it, whether all of it is printed or not.
      return kind === 'link' && !link.startsWith('#')
        ? `<a href="${escaped(link)}" xlink:href="${escaped(link)}">${element}</a>`
        : element
    })
    const panel = ground
      ? `<rect y="${top}" width="${width}" height="${height}" fill="var(--panel)"/><rect y="${top}" width="${width}" height="1" fill="var(--line)"/>`
      : ''
    const bar = headline ? `<rect y="${top}" width="5" height="${height}" fill="var(--${TONES[story.tone]})"/>` : ''
    return { caption: `${panel}${bar}${texts.join('')}`, height: top + height }
  }

  private coloured(svg: string): string {
    return coloured(svg, this.probe, this.colours)
  }
}
