// Opens and closes the charts. Its words come with the page; those of the charts come with the charts.

import { showCharts } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import { Button } from '../../kit/Button'
import { icons } from '../../shell/icons'
import { useMessages } from '../../shell/useMessages'

export function ChartsToggle() {
  const m = useMessages()
  const open = useApp((state) => state.chartsOpen)
  return (
    <Button
      className="gap-4 flex-none aria-pressed:border-flight aria-pressed:bg-flight-soft max-[1881px]:min-w-0 max-[1881px]:size-27 max-[1881px]:p-0 max-[1881px]:[&>span]:hidden max-wide:size-32 split:w-23"
      aria-pressed={open}
      aria-label={m.page.charts}
      title={m.page.chartsHint}
      onClick={() => showCharts(!open)}
    >
      {icons.chart}
      <span>{m.page.charts}</span>
    </Button>
  )
}
