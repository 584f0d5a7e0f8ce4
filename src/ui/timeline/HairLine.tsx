// The thin line at the moment that is pointed at, in the timeline as in the charts. It moves without rendering anything.

import { useContext, useEffect, useRef } from 'react'
import { chartView } from '../../session/chartView'
import type { TimeAxis } from '../../stage/timeAxis'
import { Unit } from './plot'

export function HairLine({ axis, width }: { axis: TimeAxis; width: number }) {
  const unit = useContext(Unit)
  const ref = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    const place = () => {
      const { pointedMs } = chartView.getState()
      const x = pointedMs === null ? -1 : axis.toX(pointedMs)
      const line = ref.current
      if (!line) return
      line.hidden = x < 0 || x > width
      line.style.transform = `translateX(${(x * unit).toFixed(1)}px)`
    }
    place()
    return chartView.subscribe(place)
  }, [axis, unit, width])
  return (
    <div
      ref={ref}
      className="hair-line absolute inset-y-0 right-auto left-0 w-px bg-muted pointer-events-none z-3"
      aria-hidden="true"
      hidden
    />
  )
}
