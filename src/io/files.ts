// Reads the file somebody chose or dropped, or says why there is nothing to read, and saves a text as one. What is in it is
// none of its business.

import type { Problem, ProblemReason } from '../i18n/problems'
import { MAX_FILE_LENGTH } from './document'

/** What is wanted of a file of the browser. */
export interface ReadableFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Set by whoever was told so by the browser: a dropped folder looks like a file. */
  readonly isFolder?: boolean
  text(): Promise<string>
}

const BYTES_PER_MEGABYTE = 1_000_000

/** @param path - the file's name */
export const fileProblem = (reason: ProblemReason, path = '', value: unknown = ''): Problem => ({
  path,
  value,
  reason,
  allowed: {},
})

/** @returns the text of the one file, or what is wrong */
export async function readFiles(files: readonly ReadableFile[]): Promise<string | Problem> {
  const [file] = files
  if (file === undefined) return fileProblem('notFile')
  if (files.length > 1) return fileProblem('severalFiles', '', files.length)
  if (file.isFolder) return fileProblem('folder', file.name)
  if (file.size > MAX_FILE_LENGTH) {
    return fileProblem('fileTooLarge', file.name, (file.size / BYTES_PER_MEGABYTE).toFixed(1))
  }
  let text: string
  try {
    text = await file.text()
  } catch {
    return fileProblem('unreadable', file.name)
  }
  if (text.trim() === '') return fileProblem('emptyFile', file.name)
  // No text has it, and nearly everything else does.
  if (text.includes('\0')) return fileProblem('binaryFile', file.name)
  return text
}

/** Gives a text to the browser to be saved. */
export function saveText(text: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The browser has begun to read it once the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
