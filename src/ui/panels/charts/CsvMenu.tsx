// The figures of the shown range as a table: to the clipboard or into a file, of the charts or of each message. Nothing
// that has not been seen is in it.

import { lateText } from '../../../i18n/load'
import { binsCsv, callsCsv } from '../../../io/export/seriesCsv'
import type { Run } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { notify } from '../../../session/notices'
import type { TimeRange } from '../../../session/timeRange'
import { Button } from '../../kit/Button'
import { Menu, MenuGroup, MenuItem } from '../../kit/Menu'
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
  const m = useMessages('charts')
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
    <Menu
      trigger={
        <Button className="min-h-18 gap-3.5">
          {m.charts.csv}
          <span aria-hidden="true">▾</span>
        </Button>
      }
    >
      {(['bins', 'calls'] as const).map((table) => (
        <MenuGroup key={table} label={table === 'bins' ? m.charts.csvBins : m.charts.csvCalls}>
          <MenuItem onSelect={() => copy(textOf(table))}>{m.charts.copy}</MenuItem>
          <MenuItem onSelect={() => download(table)}>{m.charts.download}</MenuItem>
        </MenuGroup>
      ))}
    </Menu>
  )
}

function copy(csv: string): void {
  // Not there where the page has no secure origin.
  const written = navigator.clipboard?.writeText(csv) ?? Promise.reject(new Error('no clipboard'))
  const rows = csv.split('\r\n').length - 2
  written.then(
    () =>
      notify(
        'info',
        lateText(['charts'], (m) => m.charts.copied(m.format.number(rows))),
      ),
    () =>
      notify(
        'problem',
        lateText(['charts'], (m) => m.charts.copyFailed),
      ),
  )
}
