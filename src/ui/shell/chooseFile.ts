// Asks the browser for a file, and opens it: a run or a lesson.

import { openFiles } from '../../session/sharing'

export function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.onchange = () => {
    if (input.files?.length) void openFiles([...input.files])
  }
  input.click()
}
