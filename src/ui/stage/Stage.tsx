// The stage: an SVG for what changes with events, one canvas for what moves with each frame, and buttons over both. All of
// it is drawn from the state under the playhead; nothing here is kept in step by hand.

import { Suspense, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useApp } from '../../session/appStore'
import { layoutStage } from '../../stage/layout'
import type { Marks } from '../../stage/packets'
import { topologyKey, topologyOf } from '../../stage/topology'
import { shortNames as shorten } from '../../stage/wheel'
import { useFirstMessages } from '../shell/useMessages'
import { LeastText } from './parts'
import type { MenuSubject } from './StageButtons'
import { expandedProducer, maxStored, StageDrawing } from './StageDrawing'
import './stage.css'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState, useRunView } from '../shell/useClusterState'

/** Not waited for: the picture comes first. */
const loadOverlay = () => import('./overlay')
const StageCanvas = lazyPart(async () => ({ default: (await loadOverlay()).StageCanvas }), null)
const StageSigns = lazyPart(async () => ({ default: (await loadOverlay()).StageSigns }), null)
const StageButtons = lazyPart(async () => ({ default: (await loadOverlay()).StageButtons }), null)

const loadMenu = () => import('./NodeMenu')
const NodeMenu = lazyPart(loadMenu, ({ onClose }) => onClose())

/** How much larger words are for a room. */
const PRESENTED = 1.25
/** The smallest that are printed there, px: 24 on a screen of 1920 x 1080, and as much of the picture on smaller ones. */
const leastForRoom = () => 24 * Math.min(1, window.innerWidth / 1920, window.innerHeight / 1080)

/** Once somebody has killed something, nobody needs to be told how. */
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
  // A lesson says itself what is to be broken, and when.
  const learning = useApp((state) => state.lesson !== null)
  const view = useRunView()
  const key = useClusterState(topologyKey)
  const most = useClusterState(maxStored)
  const [killed, setKilled] = useState(hasKilled)
  const [menu, setMenu] = useState<MenuSubject | null>(null)

  // Looking at a message or the log does not close what was opened.
  const [opened, setOpened] = useState<{ group: number | null; producer: number | null }>({
    group: null,
    producer: null,
  })
  useEffect(() => {
    if (selection === null) setOpened((o) => ({ ...o, group: null }))
    else if (selection.kind === 'group' || selection.kind === 'broker')
      setOpened((o) => ({ ...o, group: selection.group }))
    else if (selection.kind === 'producer') setOpened((o) => ({ ...o, producer: selection.index }))
  }, [selection])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the topology of the state
  const topology = useMemo(() => topologyOf(view.state()), [key, view])
  const layout = useMemo(
    () =>
      layoutStage({
        topology,
        width,
        height,
        selectedGroup: opened.group,
        selectedProducer: opened.producer,
        magnify: presenting ? PRESENTED : 1,
      }),
    [topology, width, height, opened, presenting],
  )
  const names = useMemo(() => topology.groups.map((g) => g.name), [topology])
  // Groups taken out of the cluster may still be in a producer's list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the topology of the state
  const shortNames = useMemo(() => shorten(view.state().brokerGroups.map((g) => g.brokerName)), [key, view])

  useEffect(() => {
    // Ready before the first click, without delaying the first picture.
    const idle = window.requestIdleCallback ?? ((done: () => void) => window.setTimeout(done, 500))
    idle(() => void loadMenu())
  }, [])

  const onKill = useCallback(() => {
    hasKilled = true
    setKilled(true)
  }, [])
  // By key or from anywhere else: it has been understood.
  useEffect(() => {
    if (actedKill) onKill()
  }, [actedKill, onKill])
  const onClose = useCallback(() => {
    setMenu((open) => {
      open?.opener.focus({ preventScroll: true })
      return null
    })
  }, [])

  const scene = useRef<HTMLDivElement>(null)
  const marks = useRef<Marks | null>(null)
  useEffect(() => {
    const element = scene.current
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
  const inviting = killed || presenting || learning ? -1 : (layout.groups[0]?.group ?? -1)
  const chosenMessage = selection?.kind === 'message' ? selection.message : -1

  return (
    <div ref={scene} className="stage-scene" style={{ height: layout.height }}>
      <LeastText value={presenting ? leastForRoom() : 0}>
        <StageDrawing
          layout={layout}
          shortNames={shortNames}
          m={m}
          hatch={hatch}
          most={most}
          inviting={inviting}
          chosenMessage={chosenMessage}
        >
          <Suspense>
            <StageSigns layout={layout} producer={producer} shortNames={shortNames} />
          </Suspense>
        </StageDrawing>
      </LeastText>
      <div className="stage-canvas" aria-hidden="true">
        <Suspense>
          <StageCanvas layout={layout} marks={marks} />
        </Suspense>
      </div>
      <div className="stage-buttons">
        <Suspense>
          <StageButtons
            layout={layout}
            producer={producer}
            names={names}
            openTarget={menu?.target ?? null}
            onOpen={setMenu}
            onKill={onKill}
          />
        </Suspense>
        {menu && (
          <Suspense>
            <NodeMenu key={menu.target} {...menu} producer={producer} onClose={onClose} onKill={onKill} />
          </Suspense>
        )}
      </div>
    </div>
  )
}
