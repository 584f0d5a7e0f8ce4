// `npm run readme`: writes the five rows "how true it is" into both READMEs, from the figures that the page shows as well. A test
// compares them, so a figure that has changed cannot stay there.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { LANGUAGE_CODES, type Language } from '../src/i18n/languages'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

export const README: Record<Language, string> = { en: 'README.md', zh: 'README.zh-CN.md' }
const ACCURACY = '[docs/accuracy.md](docs/accuracy.md)'
/** The rows stand between these. */
const BEGIN = '<!-- written by `npm run readme` from here -->'
const END = '<!-- to here -->'

interface Conformance {
  releases: {
    selector: { queueDecisions: number }
    sendLoop: { messages: number; attempts: number }
    nameServer: { steps: number } | null
  }[]
}

interface Cluster {
  releases: string[]
  figures: number
  agree: number
  producers: number
  elections: {
    mode: string
    release: string
    kills: number
    recorded: { p50: number }
    simulated: { p50: number }
  }[]
}

/** The table, without its head. @throws Error if the figures are not there */
export function accuracyRows(language: Language): string[] {
  const { releases } = JSON.parse(read('public/conformance.json')) as Conformance
  const cluster = JSON.parse(read('public/cluster.json')) as Cluster
  const sum = (of: (release: Conformance['releases'][number]) => number) =>
    releases.reduce((all, release) => all + of(release), 0).toLocaleString('en-US')
  const number = (value: number) => value.toLocaleString('en-US')
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  // The one that was measured most often.
  const [election] = cluster.elections.filter(({ mode }) => mode === 'dledger').sort((a, b) => b.kills - a.kills)
  if (election === undefined) throw new Error('public/cluster.json has no election of DLedger')
  const choices = sum(({ selector }) => selector.queueDecisions)
  const messages = sum(({ sendLoop }) => sendLoop.messages)
  const attempts = sum(({ sendLoop }) => sendLoop.attempts)
  const steps = sum(({ nameServer }) => nameServer?.steps ?? 0)
  const nameServers = releases.filter(({ nameServer }) => nameServer !== null).length
  const { figures, agree, producers } = cluster
  const [recorded, simulated] = [seconds(election.recorded.p50), seconds(election.simulated.p50)]
  const rows: Record<Language, string[][]> = {
    en: [
      [
        'Which queue, avoided for how long',
        `Apache's client classes, ${releases.length} releases: ${choices} choices`,
        'each the same, to the ms',
      ],
      [
        'Retries, time budget, exceptions',
        `Apache's producer: ${messages} messages, ${attempts} attempts`,
        'the same Broker and result each time, durations within a tolerance; one race inside 5.3.1 excepted',
      ],
      ["NameServer's answers", `Apache's NameServer, ${nameServers} releases: ${steps} steps`, 'each the same'],
      [
        'Clusters under kill -9, freeze, stop',
        `${cluster.releases.join(', ')} on real hosts, ${producers} producers: ${number(figures)} figures`,
        `${number(agree)} within the tolerance, ${number(figures - agree)} not: ${ACCURACY} says why`,
      ],
      [
        'From kill -9 to a new Master',
        `DLedger ${election.release}, ${election.kills} kills: median ${recorded} s`,
        `median ${simulated} s`,
      ],
    ],
    zh: [
      [
        '选哪个队列，规避多久',
        `Apache 客户端的类，${releases.length} 个版本，选队列 ${choices} 次`,
        '逐次一致，精确到毫秒',
      ],
      [
        '重试、时间预算、异常',
        `Apache 的生产者，${messages} 条消息，尝试 ${attempts} 次`,
        '去向和结果逐次一致，耗时在容差内；5.3.1 内部的一处竞态除外',
      ],
      ['NameServer 的应答', `Apache 的 NameServer，${nameServers} 个版本，${steps} 步`, '逐步一致'],
      [
        '集群遇到 kill -9、冻结、停机',
        `真实部署的 ${cluster.releases.join('、')}，${producers} 个生产者，${number(figures)} 个数值`,
        `${number(agree)} 个在容差内；其余 ${number(figures - agree)} 个的原因见 ${ACCURACY}`,
      ],
      [
        '从 kill -9 到新 Master',
        `DLedger ${election.release}，杀 ${election.kills} 次，中位数 ${recorded} 秒`,
        `中位数 ${simulated} 秒`,
      ],
    ],
  }
  return rows[language].map((cells) => `| ${cells.join(' | ')} |`)
}

/** The rows that a README has now. @throws Error if it has no place for them */
export function writtenRows(text: string): string[] {
  const [begin, end] = placeIn(text)
  return text
    .slice(begin, end)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
}

function placeIn(text: string): [number, number] {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`There is no place for the rows: ${BEGIN} … ${END}`)
  return [begin, end]
}

/** @returns the text with these rows, under the head that it has */
function withRows(text: string, rows: readonly string[]): string {
  const [begin, end] = placeIn(text)
  const head = text
    .slice(begin, end)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(0, 2)
  return `${text.slice(0, begin)}${[BEGIN, '', ...head, ...rows, '', END].join('\n')}${text.slice(end + END.length)}`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const language of LANGUAGE_CODES) {
    writeFileSync(
      fileURLToPath(new URL(README[language], root)),
      withRows(read(README[language]), accuracyRows(language)),
    )
  }
}
