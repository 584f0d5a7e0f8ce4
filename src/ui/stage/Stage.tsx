// The stage: an SVG for what changes with events, one canvas for what moves with each frame, and buttons over both. All of
// it is drawn from the state under the playhead.

import { Suspense, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useApp } from '../../session/appStore'
import { hiddenSigns } from '../../session/signs'
import { layoutStage } from '../../stage/layout'
import { topologyKey, topologyOf } from '../../stage/nodeKinds'
import type { Marks } from '../../stage/packets'
import { shortNames as shorten } from '../../stage/shortNames'
import { LeastText } from './Label'
import { loadControls } from './nodeKinds'
import type { OpenedMenu, StageButtonsProps } from './StageButtons'
import { expandedProducer, maxStored, StageDrawing } from './StageDrawing'
import './stage.css'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState, useRunView } from '../shell/useClusterState'
import { useFirstMessages } from '../shell/useMessages'
import type { Unfolding } from './store/useUnfold'

/** Not waited for: the picture comes first. */
const loadOverlay = () => import('./overlay')
const PacketCanvas = lazyPart(async () => ({ default: (await loadOverlay()).PacketCanvas }), null)
const StageSigns = lazyPart(async () => ({ default: (await loadOverlay()).StageSigns }), null)
const StageButtons = lazyPart(async () => {
  const [{ StageButtons: Buttons }, controls] = await Promise.all([loadOverlay(), loadControls()])
  return { default: (props: Omit<StageButtonsProps, 'controls'>) => <Buttons {...props} controls={controls} /> }
}, null)

const loadMenu = () => import('./menu/NodeMenu')
/** Whoever comes near may open it: it is there before they do, and not for who only watches. */
const prepareMenu = () => void loadMenu().catch(() => null)
const NodeMenu = lazyPart(loadMenu, ({ onClose }) => onClose(), 'waits')

/** How much larger words are for a room. */
const PRESENTED = 1.25
/** The smallest that are printed there, px: 24 on a screen of 1920 x 1080, and as much of the picture on smaller ones. */
const leastForRoom = () => 24 * Math.min(1, window.innerWidth / 1920, window.innerHeight / 1080)

/** Once something has been killed, the invitation to do so goes. */
let hasKilled = false

export function Stage() {
  const outer = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  useEffect(() => {
    const element = outer.current
    if (!element) return
    const measure = () => {
      const width = Math.floor(element.clientWidth)
      const height = Math.floor(element.clientHeight)
      if (width > 0 && height > 0)
        setSize((old) => (old?.width === width && old.height === height ? old : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={outer} className="stage">
      {size && <Scene width={size.width} height={size.height} />}
    </div>
  )
}

function Scene({ width, height }: { width: number; height: number }) {
  const m = useFirstMessages()
  const selection = useApp((state) => state.selection)
  const actedKill = useApp((state) => state.input.actions.some((action) => action.type === 'kill'))
  const presenting = useApp((state) => state.presenting !== null)
  // A lesson says what to break, and when.
  const learning = useApp((state) => state.lesson !== null)
  const hidden = useApp(hiddenSigns)
  const view = useRunView()
  const key = useClusterState(topologyKey)
  const most = useClusterState(maxStored)
  const [killed, setKilled] = useState(hasKilled)
  const [menu, setMenu] = useState<OpenedMenu | null>(null)

  // Looking at a message or the log does not close what was opened.
  const [opened, setOpened] = useState<{ broker: number | null; producer: number | null }>({
    broker: null,
    producer: null,
  })
  useEffect(() => {
    if (selection === null) setOpened((o) => ({ ...o, broker: null }))
    else if (selection.kind === 'group' || selection.kind === 'broker')
      setOpened((o) => ({ ...o, broker: selection.group }))
    else if (selection.kind === 'producer') setOpened((o) => ({ ...o, producer: selection.index }))
  }, [selection])

  const [unfolding, setUnfolding] = useState<Unfolding>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the topology of the state
  const topology = useMemo(() => topologyOf(view.state()), [key, view])
  const layout = useMemo(
    () =>
      layoutStage({
        topology,
        width,
        height,
        opened,
        magnify: presenting ? PRESENTED : 1,
        ...unfolding,
      }),
    [topology, width, height, opened, presenting, unfolding],
  )
  // Groups taken out of the cluster may still be in a producer's list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the topology of the state
  const shortNames = useMemo(() => shorten(view.state().brokerGroups.map((g) => g.brokerName)), [key, view])

  const onKill = useCallback(() => {
    hasKilled = true
    setKilled(true)
  }, [])
  // By key or from anywhere else, too.
  useEffect(() => {
    if (actedKill) onKill()
  }, [actedKill, onKill])
  const onClose = useCallback(() => {
    setMenu((open) => {
      open?.opener.focus({ preventScroll: true })
      return null
    })
  }, [])

  const surface = useRef<HTMLDivElement>(null)
  useEffect(() => {
    for (const near of ['pointerover', 'focusin']) surface.current?.addEventListener(near, prepareMenu, { once: true })
  }, [])
  const marks = useRef<Marks | null>(null)
  useEffect(() => {
    const element = surface.current
    if (!element) return
    // The panel explains the run of the page only.
    const onClick = (event: MouseEvent) => {
      if (view.run() === useApp.getState().run)
        void loadOverlay().then(({ pickMessage }) => {
          if (marks.current) pickMessage(event, element, marks.current, layout)
        })
    }
    element.addEventListener('click', onClick)
    return () => element.removeEventListener('click', onClick)
  }, [layout, view])

  const id = useId()
  const hatch = `hatch${id}`
  const producer = expandedProducer(layout)
  const scene = useMemo(() => ({ layout, producer, hidden }), [layout, producer, hidden])
  // Who has killed one knows how; who begins as a first-time visitor is asked again.
  const knows = killed && (actedKill || !hidden.includes('chips'))
  const inviting = knows || presenting || learning ? -1 : (layout.places.broker[0]?.index ?? -1)
  const controlled = useMemo(() => ({ ...scene, inviting }), [scene, inviting])
  const chosenMessage = selection?.kind === 'message' ? selection.message : -1

  return (
    <div ref={surface} className="stage-scene" style={{ height: layout.height }}>
      <LeastText value={presenting ? leastForRoom() : 0}>
        <StageDrawing
          layout={layout}
          hidden={hidden}
          shortNames={shortNames}
          m={m}
          hatch={hatch}
          most={most}
          inviting={inviting}
          chosenMessage={chosenMessage}
        >
          <Suspense>
            <StageSigns {...scene} chosenMessage={chosenMessage} onUnfold={setUnfolding} />
          </Suspense>
        </StageDrawing>
        <div className="stage-canvas" aria-hidden="true">
          <Suspense>
            <PacketCanvas {...scene} shortNames={shortNames} marks={marks} />
          </Suspense>
        </div>
      </LeastText>
      <div className="stage-buttons">
        <Suspense>
          <StageButtons scene={controlled} openTarget={menu?.target ?? null} onOpen={setMenu} onKill={onKill} />
        </Suspense>
        {menu && (
          <Suspense>
            <NodeMenu key={menu.target} {...menu} onClose={onClose} onKill={onKill} />
          </Suspense>
        )}
      </div>
    </div>
  )
}
