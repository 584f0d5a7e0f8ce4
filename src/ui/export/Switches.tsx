// The switch of a producer as it stands on the stage. There it is a button of the page; a picture needs its shape.

import { useCallback } from 'react'
import type { StageLayout } from '../../stage/layout'
import { useClusterState } from '../shell/useClusterState'

/** Width, height and the gap round the knob, in letters; the same as in stage.css. */
const SHAPE = { width: 2.5, height: 1.4, gap: 0.15, edge: 1.5 }

export function Switches({ layout }: { layout: StageLayout }) {
  const on = useClusterState(useCallback((state) => state.settings.sendLatencyFaultEnable, []))
  return layout.places.producer.map(({ index, switchBox, wheel: { size: em } }) => {
    if (switchBox === null) return null
    const width = SHAPE.width * em
    const height = SHAPE.height * em
    const x = switchBox.x + switchBox.w - width
    const y = switchBox.y + (switchBox.h - height) / 2
    const radius = height / 2 - SHAPE.edge - SHAPE.gap * em
    const inset = SHAPE.edge + SHAPE.gap * em + radius
    const half = SHAPE.edge / 2
    return (
      <g key={index}>
        <rect
          x={x + half}
          y={y + half}
          width={width - SHAPE.edge}
          height={height - SHAPE.edge}
          rx={height / 2 - half}
          fill={on ? 'var(--good)' : 'var(--inset)'}
          stroke={on ? 'var(--good)' : 'var(--line-strong)'}
          strokeWidth={SHAPE.edge}
        />
        <circle
          cx={on ? x + width - inset : x + inset}
          cy={y + height / 2}
          r={radius}
          fill={on ? 'var(--on-colour)' : 'var(--line-strong)'}
        />
      </g>
    )
  })
}
