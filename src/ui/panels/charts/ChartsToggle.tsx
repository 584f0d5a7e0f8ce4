// Opens and closes the charts. Its words come with the page; those of the charts come with the charts.

import { showCharts } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { icons } from '../../shell/icons'
import { useMessages } from '../../shell/useMessages'

export function ChartsToggle() {
  const m = useMessages()
  const open = useApp((state) => state.chartsOpen)
  return (
    <button
      type="button"
      className="transport-button w-auto min-w-27 px-3 flex-none aria-pressed:border-flight aria-pressed:bg-flight-soft max-wide:flex-none max-wide:min-w-32"
      aria-pressed={open}
      aria-label={m.page.charts}
      title={m.page.chartsHint}
      onClick={() => showCharts(!open)}
    >
      {icons.chart}
      <span className="caption">{m.page.charts}</span>
    </button>
  )
}
