// The menu of what is one press away.

export interface MoreMessages {
  run: string
  reset: string
  gotchas: string
  values: string
  look: string
  check: string
  help: string
  everything: string
}
