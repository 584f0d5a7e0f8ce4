// What the command says when something outside of it is wrong: one sentence in the reader's language, exit code 2, no stack trace.
// Run as the package runs it: built, by Node alone.
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildScripts } from './buildEngine.mts'

const work = mkdtempSync(join(tmpdir(), 'rocketscope-command-'))
const built = join(work, 'dist-engine')
const command = join(built, 'command.js')
const VERSION = '7.7.7'

const run = (args, options = {}) =>
  spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', cwd: work, ...options })

beforeAll(async () => {
  await buildScripts(built)
  writeFileSync(join(work, 'package.json'), JSON.stringify({ name: 'rocketscope', version: VERSION, type: 'module' }))
}, 300_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

const FULL = '/dev/full'

describe.runIf(existsSync(FULL))('an output that takes nothing', () => {
  const LINES = [
    ['simulate', 'article', '--until', '2000'],
    ['simulate', 'article', '--json', '--until', '2000'],
    ['simulate', 'article', '--compare', 'sendMsgTimeout=500', '--until', '2000'],
    ['simulate', '--list'],
    ['simulate', '--help'],
    ['sweep', 'article', '--over', 'sendMsgTimeout=500', '--seeds', '1', '--until', '2000'],
    ['sweep', '--help'],
    ['--help'],
    ['--version'],
  ]
  test.each(LINES)('is said: %s %s %s %s', (...args) => {
    for (const [language, sentence] of [
      ['en', 'standard output: writing failed: the disk is full.\n'],
      ['zh', '标准输出：写入失败：磁盘已满。\n'],
    ]) {
      const output = openSync(FULL, 'w')
      const words = [...args.filter((one) => one !== undefined), '--lang', language]
      const { status, stderr } = run(words, { stdio: ['ignore', output, 'pipe'] })
      closeSync(output)
      expect(stderr).toBe(sentence)
      expect(status).toBe(2)
    }
  })
})

test.runIf(process.platform !== 'win32')('a reader that leaves early is no failure', () => {
  const script = `"$0" "$1" simulate article --until 600000 | head -n 1; "$0" "$1" sweep --help | true`
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, command], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout.split('\n')).toHaveLength(2)
  expect(status).toBe(0)
})

test.each([['--version'], ['-v'], ['simulate', '--version'], ['sweep', '--version']])(
  'the version: %s %s',
  (...args) => {
    const words = args.filter((one) => one !== undefined)
    expect(run(words)).toMatchObject({ status: 0, stdout: `rocketscope ${VERSION}\n`, stderr: '' })
  },
)

describe('what cannot be used', () => {
  writeFileSync(join(work, 'empty.json'), '')
  writeFileSync(join(work, 'binary.json'), Buffer.from([0, 255, 254, 1]))
  const SOURCES = [
    ['nowhere', 'nowhere: neither a preset nor a file', 'nowhere：没有这个预设'],
    [work, 'it is a folder, not a file', '这是文件夹，不是文件'],
    ['empty.json/x', 'a part of the path is not a folder', '路径中间有一段不是文件夹'],
    ['empty.json', 'empty.json: it is empty.', 'empty.json：是空的。'],
    ['binary.json', 'not JSON', '不是 JSON 格式'],
    ['-', 'standard input: it is empty.', '标准输入：是空的。'],
    ['a'.repeat(5000), 'neither a preset nor a file', '没有这个预设'],
  ]
  const OTHERS = [
    [
      ['article', '--sedd', '5'],
      'There is no option --sedd. Did you mean --seed?',
      '没有 --sedd 这个选项。你要的是不是 --seed？',
    ],
    [['article', '-x'], 'There is no option -x.', '没有 -x 这个选项。'],
    [['article', '--seed'], '--seed: This option needs a value', '--seed：这个选项后面要写值。'],
    [['article', '--seed', '--json'], '--seed: This option needs a value', '--seed：这个选项后面要写值。'],
    [['article', '--json=5'], '--json: This option takes no value', '--json：这个选项不带值'],
    [['article', '--seed', '-1'], '-1 is out of range. Allowed: 0 to 4,294,967,295.', '允许 0 到 4,294,967,295。'],
    [['article', '--until', '1e3'], '"1e3" is not a whole number', '“1e3”不是整数'],
    [['article', '--json', '--csv'], '--json --csv: only one of them', '--json --csv：一次只能打印一种'],
    [['article', 'real-5.3'], 'there can be only one', '只能有一个'],
    [['article', '--save', join(work, 'no', 'where')], 'there is no such file or folder', '没有这个文件或文件夹'],
    [['article', '--save', work], 'it is a folder, not a file', '这是文件夹，不是文件'],
  ]
  const ALL = [...SOURCES.map(([source, ...sentences]) => [[source], ...sentences]), ...OTHERS]
  test.each(ALL)('%j', (args, en, zh) => {
    for (const [language, sentence] of [
      ['en', en],
      ['zh', zh],
    ]) {
      const { status, stdout, stderr } = run(['simulate', '--lang', language, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      expect(stderr).toContain(sentence)
      expect(stderr).not.toMatch(/\n\s+at |node:internal/)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(stdout).toBe('')
      expect(status).toBe(2)
    }
  })

  test('nothing is saved when anything else is wrong', () => {
    const path = join(work, 'saved.json')
    expect(run(['simulate', 'article', '--save', path, '--until', 'x']).status).toBe(2)
    expect(run(['simulate', 'article', '--save', path, '--compare', 'x=1']).status).toBe(2)
    expect(existsSync(path)).toBe(false)
  })

  test.runIf(existsSync('/dev/zero'))('a device that never ends is read no further than a file could be', () => {
    expect(run(['simulate', '/dev/zero'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('At most 4,000,000.'),
    })
  })

  test.runIf(process.platform !== 'win32')('closed input and output', () => {
    const shell = (end) => spawnSync('sh', ['-c', `"$0" "$1" ${end}`, process.execPath, command], { encoding: 'utf8' })
    expect(shell('simulate - <&-')).toMatchObject({ status: 2, stderr: expect.not.stringContaining(' at ') })
    expect(shell('simulate nowhere 2>&-')).toMatchObject({ status: 2, stderr: '' })
    expect(shell('simulate nowhere 2>/dev/full')).toMatchObject({ status: 2, stderr: '' })
    expect(shell('simulate article --until 100 >&-').stderr).not.toContain(' at ')
  })
})
