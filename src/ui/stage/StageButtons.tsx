// The stage for fingers, keys and screen readers: one real button over each node, tile and card, in the order of the registry.
// They draw nothing but their focus ring; what is under them is SVG.

import {
  type CSSProperties,
  Fragment,
  type KeyboardEvent,
  memo,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from 'react'
import { act } from '../../session/actions'
import type { Box } from '../../stage/boxes'
import type { NodePlace } from '../../stage/nodeKind'
import { NODE_KIND_NAMES, type NodeKindName, type PlaceOf } from '../../stage/nodeKinds'
import { sameView } from '../../stage/sameView'
import { lazyPart } from '../shell/lazyPart'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import type { NodeMenuContent } from './menu/menuItems'
import type { Control, ControlScene } from './nodeKind'
import type { Controls } from './nodeKinds'

const OpenedKeys = lazyPart(
  async () => ({ default: (await import('./store/opened')).OpenedKeys }),
  null,
  'openedBroker',
)

/** Loaded with what they lie over. */
const NoteButtons = lazyPart(() => import('./NoteButtons'), null)

/** What a menu is opened for. */
export interface OpenedMenu extends NodeMenuContent {
  name: string
  box: Box
  /** The button, to give the focus back to. */
  opener: HTMLElement
}

export interface StageButtonsProps {
  scene: Omit<ControlScene, 'm'>
  controls: Controls
  openTarget: string | null
  onOpen: (menu: OpenedMenu) => void
  onKill: () => void
}

export function StageButtons({ scene: drawn, ...props }: StageButtonsProps) {
  const m = useMessages()
  const scene = useMemo(() => ({ ...drawn, m }), [drawn, m])
  const nodes = NODE_KIND_NAMES.map((kind) =>
    scene.layout.places[kind].map((place) => (
      <Fragment key={`${kind}.${place.index}`}>
        <NodeButtons kind={kind} place={place} scene={scene} {...props} />
        {kind === 'broker' && (place as PlaceOf<'broker'>).store && (
          <Suspense>
            <OpenedKeys place={place as PlaceOf<'broker'>} />
          </Suspense>
        )}
      </Fragment>
    )),
  )
  return (
    <>
      {nodes}
      <Suspense>
        <NoteButtons layout={scene.layout} />
      </Suspense>
    </>
  )
}

const NodeButtons = memo(function NodeButtons({
  kind,
  place,
  scene,
  controls,
  ...common
}: Omit<StageButtonsProps, 'scene'> & { scene: ControlScene; kind: NodeKindName; place: NodePlace }) {
  const { view: viewOf, buttons: buttonsOf } = controls[kind]
  const own = place as PlaceOf<NodeKindName>
  const view = useClusterState(
    useCallback((state, tMs) => viewOf(state, own, tMs, scene), [viewOf, own, scene]),
    sameView,
  )
  const buttons = view === null ? [] : buttonsOf(own, view, scene)
  // Opening and closing replace the button that was pressed: the focus goes to the one that undoes it.
  const counterpart = useRef<HTMLButtonElement>(null)
  const toggle = buttons.find(({ does }) => does === 'open' || does === 'close')?.does ?? null
  const before = useRef(toggle)
  useEffect(() => {
    const isReplaced = before.current !== null && toggle !== null && before.current !== toggle
    before.current = toggle ?? before.current
    if (isReplaced && document.activeElement === document.body) counterpart.current?.focus({ preventScroll: true })
  }, [toggle])
  return buttons.map((control) =>
    control.does === 'menu' ? (
      <MenuButton {...control} {...common} key={control.key} />
    ) : (
      <button
        key={control.key}
        ref={control.does === toggle ? counterpart : undefined}
        type="button"
        aria-label={control.label}
        title={control.title}
        onClick={control.onPress}
        {...lookOf(control)}
      />
    ),
  )
})

const placed = ({ x, y, w, h }: Box): CSSProperties => ({ left: x, top: y, width: w, height: h })

const LOOKS: Partial<Record<Control['does'], string>> = {
  close: 'stage-button stage-close',
  choose: 'stage-button stage-choice outline-2 outline-dashed -outline-offset-2 outline-(--flight)',
}

const lookOf = (control: Exclude<Control, { does: 'menu' }>) =>
  control.does === 'switch'
    ? {
        role: 'switch',
        'aria-checked': control.isOn,
        className: 'stage-switch',
        style: { ...placed(control.box), fontSize: control.size },
        children: <span />,
      }
    : {
        className: LOOKS[control.does] ?? 'stage-button',
        style: placed(control.box),
        children: control.does === 'close' && (
          <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
            <path d="M3 3 L13 13 M13 3 L3 13" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        ),
      }

/** A button that opens a menu; K or Delete kills, R restarts without it. */
function MenuButton({
  box,
  label,
  menu,
  openTarget,
  onOpen,
  onKill,
}: Extract<Control, { does: 'menu' }> & Omit<StageButtonsProps, 'scene' | 'controls'>) {
  const { target, verbs } = menu
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const key = event.key.toLowerCase()
    if (key === 'k' || key === 'delete') {
      if (verbs.includes('kill')) {
        onKill()
        act({ type: 'kill', target })
      }
    } else if (key === 'r') act({ type: 'restart', target })
    else return
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
  }
  return (
    <button
      type="button"
      className="stage-button"
      style={placed(box)}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={openTarget === target}
      aria-keyshortcuts="K R"
      onKeyDown={onKeyDown}
      onClick={(event) => onOpen({ ...menu, name: label, box, opener: event.currentTarget })}
    />
  )
}
