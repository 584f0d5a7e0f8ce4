// Undo, redo and branches beside the clock. What would be undone is said by the button.

import { Suspense, useMemo, useState } from 'react'
import type { Text } from '../../../i18n/messages'
import { useApp } from '../../../session/appStore'
import { changeOf } from '../../../session/changes'
import { redo, undo } from '../../../session/undo'
import { lazyPart } from '../../shell/lazyPart'
import { Reserved } from '../../shell/Reserved'
import { useHidden } from '../../shell/useHidden'
import { useMessages } from '../../shell/useMessages'
import { BRANCHES_BUTTON } from './branchesButton'
import { historyIcons } from './historyIcons'

const BranchList = lazyPart(
  () => import('./BranchList'),
  ({ onClose }) => onClose(),
)

export function HistoryButtons() {
  const m = useMessages()
  const input = useApp((state) => state.input)
  const before = useApp((state) => state.past.at(-1) ?? null)
  const after = useApp((state) => state.future.at(-1) ?? null)
  const count = useApp((state) => state.branches.length)
  const [open, setOpen] = useState(false)
  const undone = useMemo(
    (): Text =>
      before
        ? (m) => m.editing.undoWhat(m.editing.change(changeOf(before.input, input, before.acted)))
        : (m) => m.editing.nothingToUndo,
    [before, input],
  )
  const redone = useMemo(
    (): Text =>
      after
        ? (m) => m.editing.redoWhat(m.editing.change(changeOf(input, after.input, after.acted)))
        : (m) => m.editing.nothingToRedo,
    [after, input],
  )
  const branches = m.editing.branches
  const withoutUndo = useHidden('undo')
  const withoutBranches = useHidden('branches')
  return (
    <fieldset className="flex gap-3" aria-label={`${m.editing.undo} · ${branches}`}>
      <Reserved empty={withoutUndo}>
        {/* Not `disabled`: a button that is would let go of the focus in the middle of undoing. */}
        <button
          type="button"
          className="transport-button relative w-27 aria-disabled:opacity-45"
          aria-label={undone(m)}
          aria-disabled={before === null}
          title={`${undone(m)} (Ctrl Z)`}
          onClick={undo}
        >
          {historyIcons.undo}
          <span className="caption">{m.page.captions.undo}</span>
        </button>
        <button
          type="button"
          className="transport-button relative w-27 aria-disabled:opacity-45"
          aria-label={redone(m)}
          aria-disabled={after === null}
          title={`${redone(m)} (Ctrl Shift Z)`}
          onClick={redo}
        >
          {historyIcons.redo}
          <span className="caption">{m.page.captions.redo}</span>
        </button>
      </Reserved>
      <Reserved empty={withoutBranches}>
        <button
          id={BRANCHES_BUTTON}
          type="button"
          className="transport-button relative w-auto min-w-27 px-3 aria-disabled:opacity-45"
          aria-label={count === 0 ? branches : `${branches} ${count}`}
          aria-haspopup="dialog"
          aria-expanded={open}
          title={m.editing.branchesHint}
          onClick={() => setOpen(!open)}
        >
          {historyIcons.branch}
          <span className="caption">{m.page.captions.branches}</span>
          {count > 0 && <span className="count-badge">{count}</span>}
        </button>
      </Reserved>
      {open && (
        <Suspense>
          <BranchList onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </fieldset>
  )
}
