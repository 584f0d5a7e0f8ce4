import type { MoreMessages } from '../more'

export const more: MoreMessages = {
  run: 'This run',
  reset: 'Reset to the start of the scenario',
  gotchas: 'Gotchas and recordings',
  values: 'Client version, teaching or real values',
  look: 'Look',
  check: 'Check',
  help: 'Help',
  everything: 'Show everything',
}
