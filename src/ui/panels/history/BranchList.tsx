// The branches: go to one, give it a name, delete it, keep the present future. Loaded when it is first opened.

import * as Popover from '@radix-ui/react-popover'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { useApp } from '../../../session/appStore'
import { type BranchLine, branchLines } from '../../../session/branches'
import { bringBackBranch, deleteBranch, renameBranch, savePresent, switchBranch } from '../../../session/editing'
import type { Branch } from '../../../session/history'
import { icons } from '../../shell/icons'
import { useMessages } from '../../shell/useMessages'

import '../../timeline/markForm.css'
import { BRANCHES_BUTTON } from './branchesButton'

const button = (): HTMLElement | null => document.getElementById(BRANCHES_BUTTON)

export default function BranchList({ onClose }: { onClose: () => void }) {
  const m = useMessages()
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
            <h2 id={titleId}>{m.editing.branches}</h2>
            <button type="button" className="icon-button" aria-label={m.editing.close} onClick={onClose}>
              {icons.close}
            </button>
          </div>
          <p className="soft">{lines.length === 0 ? m.editing.noBranches : m.editing.branchesHint}</p>
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
              {m.editing.removed}{' '}
              <button
                type="button"
                className="link"
                onClick={() => {
                  bringBackBranch(deleted)
                  setDeleted(null)
                }}
              >
                {m.editing.bringBack}
              </button>
            </p>
          )}
          <form className="edit-form" onSubmit={onKeep}>
            <label>
              <span>{m.editing.branchName}</span>
              <input className="select branch-input" name="name" type="text" maxLength={60} autoComplete="off" />
            </label>
            <button type="submit" className="button">
              {m.editing.savePresent}
            </button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function BranchRow({ line, onDelete }: { line: BranchLine; onDelete: () => void }) {
  const m = useMessages()
  const [renaming, setRenaming] = useState(false)
  const name = line.name(m)
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
            aria-label={m.editing.branchName}
            defaultValue={name}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
            autoFocus
          />
          <button type="submit" className="button">
            {m.editing.save}
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
        title={line.present ? m.editing.present : m.editing.switchTo}
        onClick={() => switchBranch(line.id)}
      >
        <span className="branch-name">{name}</span>
        <span className="branch-about">
          {`${line.actions(m)} · ${line.present ? m.editing.present : line.difference(m)}`}
        </span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={m.editing.renameBranch(line.name(m))}
        title={m.editing.rename}
        onClick={() => setRenaming(true)}
      >
        ✎
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={m.editing.deleteBranch(line.name(m))}
        title={m.editing.remove}
        onClick={onDelete}
      >
        {icons.close}
      </button>
    </li>
  )
}
