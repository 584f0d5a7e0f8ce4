import { describe, expect, test } from 'vitest'
import { reportAll } from '../../explain/testStories'
import { ALL_MESSAGES } from '../../i18n/allMessages'
import { LANGUAGE_CODES } from '../../i18n/languages'
import { entryAt, logLength, presetInput, type Run, simulate } from '../../rocketmq'
import { MAX_SEQUENCE_LENGTH, mermaidText, sequenceDiagram } from './sequenceDiagram'

const killed = (): Run =>
  simulate({ ...presetInput('article'), actions: [{ atMs: 4000, type: 'kill', target: 'broker-a/master' }] }, 12_000)

/** A text that no rule of Mermaid's grammar can take for anything else. */
const PLAIN = /^(?:[^#;%{}<>"\\`&\n]|#\d+;)+$/
const LINES = [
  /^ {2}(?:participant|actor) ([PNB]\d+) as (.+)$/,
  /^ {2}([PNB]\d+)(?:->>|-->>|--x)([PNB]\d+): (.+)$/,
  /^ {2}Note over ([PNB]\d+)(?:,([PNB]\d+))?: (.+)$/,
]

/** The part of Mermaid's grammar that is used, read strictly. @returns lines behind the list of those who take part */
function check(text: string): string[] {
  const [head, ...rest] = text.split('\n')
  expect(head).toBe('sequenceDiagram')
  expect(rest.pop()).toBe('')
  const known = new Set<string>()
  for (const line of rest) {
    const found = LINES.map((pattern) => pattern.exec(line)).find((match) => match !== null)
    // Not by expect() where nothing is wrong: it takes longer than reading the line.
    if (found === undefined) expect.fail(`not in the grammar: ${line}`)
    const parts = found.slice(1).filter((part) => part !== undefined)
    const words = parts.pop() as string
    if (!PLAIN.test(words) || /\bend\b/i.test(words.replaceAll(/#\d+;/g, '·'))) expect.fail(`not plain: ${line}`)
    for (const id of parts) {
      if (LINES[0]?.test(line)) known.add(id)
      else if (!known.has(id)) expect.fail(`${id} is not known in ${line}`)
    }
  }
  return rest.filter((line) => !LINES[0]?.test(line))
}

describe('a sequence diagram', () => {
  test('is in the grammar of Mermaid whatever happens, in both languages', () => {
    let lines = 0
    for (const { run } of reportAll('5.3.0')) {
      for (const language of LANGUAGE_CODES) {
        const { text, shown } = sequenceDiagram(
          run,
          { kind: 'stretch', fromMs: 0, toMs: run.endMs },
          ALL_MESSAGES[language],
        )
        expect(check(text)).toHaveLength(shown)
        lines += shown
      }
    }
    expect(lines).toBeGreaterThan(500)
  })

  test('draws each send and each end of one in a stretch, once', () => {
    const run = killed()
    const { text } = sequenceDiagram(run, { kind: 'stretch', fromMs: 3000, toMs: 8000 }, ALL_MESSAGES.en)
    const lines = check(text)
    const count = (kind: string) => {
      let found = 0
      for (let index = 0; index < logLength(run.log); index++) {
        const entry = entryAt(run.log, index)
        if (entry.kind === kind && entry.atMs >= 3000 && entry.atMs <= 8000) found++
      }
      return found
    }
    expect(lines.filter((line) => /P0->>B\d/.test(line))).toHaveLength(count('send'))
    expect(lines.filter((line) => /B\d-->>P0/.test(line))).toHaveLength(count('sendOk'))
    expect(count('sendFailed')).toBeGreaterThan(0)
    expect(lines.filter((line) => /Note over B0: .*process of broker-a n0 is gone/.test(line))).toHaveLength(1)
    expect(lines.filter((line) => /Note over P0: .*broker-a/.test(line)).length).toBeGreaterThan(0)
  })

  test('of one message has its attempts, its answers and the window it opened, and no other message', () => {
    const run = killed()
    let message = -1
    for (let index = 0; index < logLength(run.log) && message < 0; index++) {
      const entry = entryAt(run.log, index)
      if (entry.kind === 'sendFailed') message = entry.message
    }
    const lines = check(sequenceDiagram(run, { kind: 'message', message }, ALL_MESSAGES.zh).text)
    expect(lines[0]).toContain(`消息 ${message} → q`)
    expect(lines.filter((line) => line.includes('第 2 次尝试'))).toHaveLength(1)
    expect(lines.at(-1)).toContain('SEND_OK')
    expect(lines.some((line) => line.includes('Note over P0') && line.includes('broker-a'))).toBe(true)
    for (const line of lines) for (const [, other] of line.matchAll(/消息 (\d+)/g)) expect(other).toBe(String(message))
  })

  test('stays within what Mermaid draws, and says how much is missing', () => {
    const run = simulate(presetInput('article'), 600_000)
    const { text, shown, leftOut } = sequenceDiagram(
      run,
      { kind: 'stretch', fromMs: 0, toMs: 600_000 },
      ALL_MESSAGES.en,
    )
    expect(text.length).toBeLessThanOrEqual(MAX_SEQUENCE_LENGTH)
    expect(leftOut).toBeGreaterThan(0)
    expect(check(text)).toHaveLength(shown + 1)
    expect(text.trimEnd().split('\n').at(-1)).toContain(`${leftOut} more things`)
  })

  test('nothing in a name can end a line, open a comment or a directive, or close a block', () => {
    expect(mermaidText('a;b#c\nend %%{init: {}}%% <b> END weekend')).toBe(
      'a#59;b#35;c #101;nd #37;#37;#123;init: #123;#125;#125;#37;#37; #60;b#62; #69;ND weekend',
    )
    const input = presetInput('article')
    const brokerGroups = [{ brokerName: 'end; Note over P0: x\n%%{init}%%' }]
    const hostile = { ...input, scenario: { ...input.scenario, brokerGroups } }
    check(sequenceDiagram(simulate(hostile, 2000), { kind: 'stretch', fromMs: 0, toMs: 2000 }, ALL_MESSAGES.en).text)
  })
})
