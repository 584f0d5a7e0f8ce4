// Where the list of branches hangs.

export const BRANCHES_BUTTON = 'branches-button'
