// What is done with a run beside playing it: breakpoints, undo and branches; comparing and charts. Loaded after the first picture.

import { BreakpointButton } from '../panels/breakpoints/BreakpointButton'
import { ChartsToggle } from '../panels/charts/ChartsToggle'
import { CompareButton } from '../panels/compare/CompareButton'
import { HistoryButtons } from '../panels/history/HistoryButtons'
import { Reserved } from '../shell/Reserved'
import { useHidden } from '../shell/useHidden'

export function EditTools() {
  return (
    <>
      <BreakpointButton />
      <HistoryButtons />
    </>
  )
}

export function ViewTools() {
  const withoutCharts = useHidden('charts')
  return (
    <>
      <CompareButton />
      <Reserved empty={withoutCharts}>
        <ChartsToggle />
      </Reserved>
    </>
  )
}
