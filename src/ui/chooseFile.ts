// Asks the browser for a file, and opens it: a run or a lesson.

import { openFile } from '../store/sharing'

export function chooseFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.onchange = () => {
    const file = input.files?.[0]
    if (file) void openFile(file)
  }
  input.click()
}
