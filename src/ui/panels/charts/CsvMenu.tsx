// The figures of the shown range as a table: to the clipboard or into a file, of the charts or of each message. Nothing
// that has not been seen is in it.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import { binsCsv, callsCsv } from '../../../io/export/seriesCsv'
import type { Run } from '../../../rocketmq'
import { notify } from '../../../session/actions'
import { useApp } from '../../../session/appStore'
import type { TimeRange } from '../../../session/timeRange'
import { useMessages } from '../../shell/useMessages'

type Table = 'bins' | 'calls'

export function CsvMenu({
  run,
  range,
  binMs,
  names,
}: {
  run: Run
  range: TimeRange
  binMs: number
  names: readonly string[]
}) {
  const m = useMessages()
  const textOf = (table: Table): string => {
    const endMs = Math.min(range.toMs, Math.floor(useApp.getState().seenMs) + 1)
    const nameOf = (group: number) => names[group] ?? `#${group}`
    return table === 'bins'
      ? binsCsv(run, binMs, range.fromMs, endMs, nameOf)
      : callsCsv(run, range.fromMs, endMs, nameOf)
  }
  const download = (table: Table) => {
    const address = URL.createObjectURL(new Blob([textOf(table)], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `rocketscope-${table === 'bins' ? 'charts' : 'messages'}-${range.fromMs}-${range.toMs}.csv`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button">
        {m.charts.csv}
        <span aria-hidden="true">▾</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="charts-menu" align="end" sideOffset={4} collisionPadding={8}>
          {(['bins', 'calls'] as const).map((table) => (
            <DropdownMenu.Group key={table} className="charts-menu-group">
              <DropdownMenu.Label className="charts-menu-head">
                {table === 'bins' ? m.charts.csvBins : m.charts.csvCalls}
              </DropdownMenu.Label>
              <DropdownMenu.Item className="charts-menu-item" onSelect={() => copy(textOf(table))}>
                {m.charts.copy}
              </DropdownMenu.Item>
              <DropdownMenu.Item className="charts-menu-item" onSelect={() => download(table)}>
                {m.charts.download}
              </DropdownMenu.Item>
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function copy(csv: string): void {
  // Not there where the page has no secure origin.
  const written = navigator.clipboard?.writeText(csv) ?? Promise.reject(new Error('no clipboard'))
  const rows = csv.split('\r\n').length - 2
  written.then(
    () => notify('info', (m) => m.charts.copied(m.format.number(rows))),
    () => notify('problem', (m) => m.charts.copyFailed),
  )
}
