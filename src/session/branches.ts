// The branches as they are shown: each with a name, and what it has that the present run has not.

import { changeWords, differenceWords, editingPhrases } from '../i18n/editing'
import type { Words } from '../i18n/words'
import type { RunInput } from '../rocketmq'
import type { Branch } from './appStore'
import { changeOf } from './changes'
import { sameInput } from './history'

export interface NamedBranch {
  id: number
  name: Words
  input: RunInput
}

/** What a branch is called: as the person says, or by what it was left for. */
export function branchName(branch: Branch): Words {
  if (branch.name !== null) return { zh: branch.name, en: branch.name }
  return branch.leftFor === null
    ? editingPhrases.keptAt(branch.playheadMs)
    : editingPhrases.before(changeWords(changeOf(branch.input, branch.leftFor, true)))
}

/** All branches with their names, oldest first: a plain list for whoever chooses one. */
export const namedBranches = (branches: readonly Branch[]): NamedBranch[] =>
  branches.map((branch) => ({ id: branch.id, name: branchName(branch), input: branch.input }))

export interface BranchLine extends NamedBranch {
  branch: Branch
  actions: Words
  /** Compared with the present input. */
  difference: Words
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
    actions: editingPhrases.actions(branch.input.actions.length),
    difference: differenceWords(changeOf(present, branch.input)),
    present: sameInput(branch.input, present),
  }))
