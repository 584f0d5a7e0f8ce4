// Opens and closes the charts. Its words come with the page; those of the charts come with the charts.

import { showCharts } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { icons } from '../../shell/icons'
import { useTexts } from '../../shell/useTexts'
import './chartsToggle.css'

export function ChartsToggle() {
  const { words } = useTexts()
  const open = useApp((state) => state.chartsOpen)
  return (
    <button
      type="button"
      className="button charts-toggle"
      aria-pressed={open}
      aria-label={words.charts}
      title={words.chartsHint}
      onClick={() => showCharts(!open)}
    >
      {icons.chart}
      <span>{words.charts}</span>
    </button>
  )
}
