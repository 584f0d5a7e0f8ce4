import { expect, test } from 'vitest'
import { MAX_FILE_LENGTH } from './document'
import { type ReadableFile, readFiles } from './files'
import { problemWords } from './problems.testData'

const file = (text: string, more: Partial<ReadableFile> = {}): ReadableFile => ({
  name: 'run.json',
  size: text.length,
  text: async () => text,
  ...more,
})
const vanished = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
/** Nobody may ask for it. */
const untouchable = () => {
  throw new Error('was read')
}

test('the text of one file is given as it is', async () => {
  expect(await readFiles([file('{"format": 1}')])).toBe('{"format": 1}')
})

test.each([
  ['nothing at all', [], 'notFile', 'neither a file nor a link'],
  ['several files', [file('{}'), file('{}'), file('{}')], 'severalFiles', 'not 3'],
  ['a folder', [file('', { isFolder: true, size: 4096, text: untouchable })], 'folder', 'run.json: This is a folder.'],
  [
    'a file that is gone, or may not be read',
    [file('', { size: 9, text: vanished })],
    'unreadable',
    'could not be read',
  ],
  ['an empty file', [file('')], 'emptyFile', 'empty'],
  ['a file of blanks', [file(' \n\t')], 'emptyFile', 'empty'],
  ['a picture', [file('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')], 'binaryFile', 'not a text file'],
  ['more than any run needs', [file('', { size: 500e6, text: untouchable })], 'fileTooLarge', '500.0 MB'],
  ['one byte too many', [file('', { size: MAX_FILE_LENGTH + 1, text: untouchable })], 'fileTooLarge', '4 MB'],
])('%s is said in both languages', async (_, files, reason, part) => {
  const read = await readFiles(files)
  if (typeof read === 'string') throw new Error('it was read')
  expect(read.reason).toBe(reason)
  const { zh, en } = problemWords(read)
  expect(en).toContain(part)
  expect(zh).toMatch(/\p{Script=Han}/u)
})
