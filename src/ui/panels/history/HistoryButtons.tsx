// Undo, redo and branches beside the clock. What would be undone is said by the button.

import { Suspense, useMemo, useState } from 'react'
import { changeWords, editingPhrases, editingWords } from '../../../i18n/editing'
import { useApp } from '../../../session/appStore'
import { changeOf } from '../../../session/changes'
import { redo, undo } from '../../../session/editing'
import { useTexts } from '../../shell/useTexts'
import { BRANCHES_BUTTON } from './branchesButton'
import { historyIcons } from './historyIcons'
import './historyButtons.css'
import { lazyPart } from '../../shell/lazyPart'

const BranchList = lazyPart(
  () => import('./BranchList'),
  ({ onClose }) => onClose(),
)

export function HistoryButtons() {
  const { pick } = useTexts()
  const input = useApp((state) => state.input)
  const before = useApp((state) => state.past.at(-1) ?? null)
  const after = useApp((state) => state.future.at(-1) ?? null)
  const count = useApp((state) => state.branches.length)
  const [open, setOpen] = useState(false)
  const undone = useMemo(
    () =>
      before
        ? editingPhrases.undo(changeWords(changeOf(before.input, input, before.acted)))
        : editingWords.nothingToUndo,
    [before, input],
  )
  const redone = useMemo(
    () =>
      after ? editingPhrases.redo(changeWords(changeOf(input, after.input, after.acted))) : editingWords.nothingToRedo,
    [after, input],
  )
  const branches = pick(editingWords.branches)
  return (
    <fieldset className="history-buttons" aria-label={`${pick(editingWords.undo)} · ${branches}`}>
      {/* Not `disabled`: a button that is would let go of the focus in the middle of undoing. */}
      <button
        type="button"
        className="transport-button"
        aria-label={pick(undone)}
        aria-disabled={before === null}
        title={`${pick(undone)} (Ctrl Z)`}
        onClick={undo}
      >
        {historyIcons.undo}
      </button>
      <button
        type="button"
        className="transport-button"
        aria-label={pick(redone)}
        aria-disabled={after === null}
        title={`${pick(redone)} (Ctrl Shift Z)`}
        onClick={redo}
      >
        {historyIcons.redo}
      </button>
      <button
        id={BRANCHES_BUTTON}
        type="button"
        className="transport-button"
        aria-label={count === 0 ? branches : `${branches} ${count}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={pick(editingWords.branchesHint)}
        onClick={() => setOpen(!open)}
      >
        {historyIcons.branch}
        {count > 0 && <span className="branch-count">{count}</span>}
      </button>
      {open && (
        <Suspense>
          <BranchList onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </fieldset>
  )
}
