// Tables of comma-separated values (RFC 4180), safe to open in a spreadsheet.

export type Cell = string | number | boolean | null

const LINE_END = '\r\n'

/** What a spreadsheet would take for a formula. Numbers are written by us and stay numbers; only texts can be anything. */
const FORMULA = /^[=+\-@\t\r]/

function cellText(cell: Cell): string {
  if (cell === null) return ''
  // The apostrophe is the spreadsheets' own sign for "this is text".
  const text = typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line with its end. null is an empty cell. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(cellText).join(',') + LINE_END

export const csvTable = (rows: readonly (readonly Cell[])[]): string => rows.map(csvLine).join('')
