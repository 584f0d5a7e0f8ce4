// The branches: go to one, give it a name, delete it, keep the present future. Loaded when it is first opened.

import { type FormEvent, useMemo, useState } from 'react'
import type { Branch } from '../../../session/appStore'
import { useApp } from '../../../session/appStore'
import { type BranchLine, branchLines } from '../../../session/branches'
import { bringBackBranch, deleteBranch, renameBranch, savePresent, switchBranch } from '../../../session/editing'
import { Button, IconButton, LinkButton } from '../../kit/Button'
import { Popover } from '../../kit/Popover'
import { icons } from '../../shell/icons'
import { useMessages } from '../../shell/useMessages'
import { BRANCHES_BUTTON } from './branchesButton'

const button = (): HTMLElement | null => document.getElementById(BRANCHES_BUTTON)

export default function BranchList({ onClose }: { onClose: () => void }) {
  const m = useMessages()
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
    <Popover
      title={m.editing.branches}
      anchor={{ current: button() }}
      className="edit-box grid gap-6"
      onClose={onClose}
    >
      <p className="text-muted">{lines.length === 0 ? m.editing.noBranches : m.editing.branchesHint}</p>
      {lines.length > 0 && (
        <ul className="grid gap-3.5">
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
          <LinkButton
            onClick={() => {
              bringBackBranch(deleted)
              setDeleted(null)
            }}
          >
            {m.editing.bringBack}
          </LinkButton>
        </p>
      )}
      <form
        className="flex flex-wrap items-end gap-5 [&>label]:grid [&>label]:gap-1.5 [&>label]:text-muted [&_.select]:w-84 [&_.select]:text-text [&_.refused]:flex-[1_0_100%]"
        onSubmit={onKeep}
      >
        <label>
          <span>{m.editing.branchName}</span>
          <input className="select w-150" name="name" type="text" maxLength={60} autoComplete="off" />
        </label>
        <Button type="submit">{m.editing.savePresent}</Button>
      </form>
    </Popover>
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
        <form
          className="flex flex-wrap items-end gap-5 [&>label]:grid [&>label]:gap-1.5 [&>label]:text-muted [&_.select]:w-84 [&_.select]:text-text [&_.refused]:flex-[1_0_100%]"
          onSubmit={onSubmit}
        >
          <input
            className="select w-150"
            name="name"
            type="text"
            maxLength={60}
            autoComplete="off"
            aria-label={m.editing.branchName}
            defaultValue={name}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
            autoFocus
          />
          <Button type="submit">{m.editing.save}</Button>
        </form>
      </li>
    )
  }
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-3.5">
      <button
        type="button"
        className="grid gap-0.5 min-h-26 px-6 py-2.5 border border-line rounded-lg bg-inset text-start wrap-anywhere hover:border-line-strong aria-[current=true]:border-flight"
        aria-current={line.present}
        title={line.present ? m.editing.present : m.editing.switchTo}
        onClick={() => switchBranch(line.id)}
      >
        <span className="font-semibold">{name}</span>
        <span className="text-small text-muted">
          {`${line.actions(m)} · ${line.present ? m.editing.present : line.difference(m)}`}
        </span>
      </button>
      <IconButton
        label={m.editing.renameBranch(line.name(m))}
        title={m.editing.rename}
        onClick={() => setRenaming(true)}
      >
        ✎
      </IconButton>
      <IconButton label={m.editing.deleteBranch(line.name(m))} title={m.editing.remove} onClick={onDelete}>
        {icons.close}
      </IconButton>
    </li>
  )
}
