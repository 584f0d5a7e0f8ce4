// Opens and closes the charts. Its words come with the page; those of the charts come with the charts.

import { showCharts } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { icons } from '../../shell/icons'
import { useMessages } from '../../shell/useMessages'

import './chartsToggle.css'

export function ChartsToggle() {
  const m = useMessages()
  const open = useApp((state) => state.chartsOpen)
  return (
    <button
      type="button"
      className="button charts-toggle"
      aria-pressed={open}
      aria-label={m.page.charts}
      title={m.page.chartsHint}
      onClick={() => showCharts(!open)}
    >
      {icons.chart}
      <span>{m.page.charts}</span>
    </button>
  )
}
