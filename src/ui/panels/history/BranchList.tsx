// The branches: go to one, give it a name, delete it, keep the present future. Loaded when it is first opened.

import * as Popover from '@radix-ui/react-popover'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { editingPhrases, editingWords } from '../../../i18n/editing'
import type { Branch } from '../../../session/appStore'
import { useApp } from '../../../session/appStore'
import { type BranchLine, branchLines } from '../../../session/branches'
import { bringBackBranch, deleteBranch, renameBranch, savePresent, switchBranch } from '../../../session/editing'
import { icons } from '../../shell/icons'
import { useTexts } from '../../shell/useTexts'
import '../../timeline/markForm.css'
import { BRANCHES_BUTTON } from './branchesButton'

const button = (): HTMLElement | null => document.getElementById(BRANCHES_BUTTON)

export default function BranchList({ onClose }: { onClose: () => void }) {
  const { pick } = useTexts()
  const titleId = useId()
  const branches = useApp((state) => state.branches)
  const input = useApp((state) => state.input)
  const lines = useMemo(() => branchLines(branches, input), [branches, input])
  const [deleted, setDeleted] = useState<Branch | null>(null)
  const onKeep = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    savePresent(String(new FormData(form).get('name')))
    form.reset()
  }
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={{ current: button() as HTMLElement }} />
      <Popover.Portal>
        <Popover.Content
          className="edit-box branches"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          aria-labelledby={titleId}
          onInteractOutside={(event) => {
            // Its own button closes it; closing it here as well would open it again.
            if (button()?.contains(event.target as Node)) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            button()?.focus({ preventScroll: true })
          }}
        >
          <div className="edit-head">
            <h2 id={titleId}>{pick(editingWords.branches)}</h2>
            <button type="button" className="icon-button" aria-label={pick(editingWords.close)} onClick={onClose}>
              {icons.close}
            </button>
          </div>
          <p className="soft">{pick(lines.length === 0 ? editingWords.noBranches : editingWords.branchesHint)}</p>
          {lines.length > 0 && (
            <ul className="branch-list">
              {lines.map((line) => (
                <BranchRow
                  key={line.id}
                  line={line}
                  onDelete={() => {
                    setDeleted(line.branch)
                    deleteBranch(line.id)
                  }}
                />
              ))}
            </ul>
          )}
          {deleted && (
            <p role="status">
              {pick(editingWords.removed)}{' '}
              <button
                type="button"
                className="link"
                onClick={() => {
                  bringBackBranch(deleted)
                  setDeleted(null)
                }}
              >
                {pick(editingWords.bringBack)}
              </button>
            </p>
          )}
          <form className="edit-form" onSubmit={onKeep}>
            <label>
              <span>{pick(editingWords.branchName)}</span>
              <input className="select branch-input" name="name" type="text" maxLength={60} autoComplete="off" />
            </label>
            <button type="submit" className="button">
              {pick(editingWords.savePresent)}
            </button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function BranchRow({ line, onDelete }: { line: BranchLine; onDelete: () => void }) {
  const { pick } = useTexts()
  const [renaming, setRenaming] = useState(false)
  const name = pick(line.name)
  if (renaming) {
    const onSubmit = (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      renameBranch(line.id, String(new FormData(event.currentTarget).get('name')))
      setRenaming(false)
    }
    return (
      <li>
        <form className="edit-form" onSubmit={onSubmit}>
          <input
            className="select branch-input"
            name="name"
            type="text"
            maxLength={60}
            autoComplete="off"
            aria-label={pick(editingWords.branchName)}
            defaultValue={name}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
            autoFocus
          />
          <button type="submit" className="button">
            {pick(editingWords.save)}
          </button>
        </form>
      </li>
    )
  }
  return (
    <li className="branch-line">
      <button
        type="button"
        className="branch-go"
        aria-current={line.present}
        title={pick(line.present ? editingWords.present : editingWords.switchTo)}
        onClick={() => switchBranch(line.id)}
      >
        <span className="branch-name">{name}</span>
        <span className="branch-about">
          {`${pick(line.actions)} · ${pick(line.present ? editingWords.present : line.difference)}`}
        </span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={pick(editingPhrases.renameBranch(line.name))}
        title={pick(editingWords.rename)}
        onClick={() => setRenaming(true)}
      >
        ✎
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={pick(editingPhrases.deleteBranch(line.name))}
        title={pick(editingWords.remove)}
        onClick={onDelete}
      >
        {icons.close}
      </button>
    </li>
  )
}
