// The branches as they are shown: each with a name, and what it has that the present run has not.

import type { Text } from '../i18n/messages'
import type { RunInput } from '../rocketmq'
import type { Branch } from './appStore'
import { changeOf } from './changes'
import { sameInput } from './history'

export interface NamedBranch {
  id: number
  name: Text
  input: RunInput
}

/** What a branch is called: as the person says, or by what it was left for. */
export function branchName(branch: Branch): Text {
  const { name, leftFor, input, playheadMs } = branch
  if (name !== null) return () => name
  return leftFor === null
    ? (m) => m.editing.savedAt(playheadMs)
    : (m) => m.editing.before(m.editing.change(changeOf(input, leftFor, true)))
}

/** All branches with their names, oldest first: a plain list for whoever chooses one. */
export const namedBranches = (branches: readonly Branch[]): NamedBranch[] =>
  branches.map((branch) => ({ id: branch.id, name: branchName(branch), input: branch.input }))

export interface BranchLine extends NamedBranch {
  branch: Branch
  actions: Text
  /** Compared with the present input. */
  difference: Text
  /** Whether it is the present input. */
  present: boolean
}

/** The branches as a list to choose from, newest first. */
export const branchLines = (branches: readonly Branch[], present: RunInput): BranchLine[] =>
  branches.toReversed().map((branch) => ({
    id: branch.id,
    name: branchName(branch),
    input: branch.input,
    branch,
    actions: (m) => m.editing.actions(branch.input.actions.length),
    difference: (m) => m.editing.difference(changeOf(present, branch.input)),
    present: sameInput(branch.input, present),
  }))
