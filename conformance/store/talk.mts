// A process of ours that reads one command a line and answers each with one line of JSON.

import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Words = Record<string, string | number | boolean>
type Answer = Record<string, unknown>

export class Talk {
  readonly child: ChildProcess
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (reason: Error) => void }>()
  #number = 0
  #ended: Error | null = null

  /** @param child its stdin and stdout are pipes; whatever else it prints is passed over */
  constructor(child: ChildProcess) {
    this.child = child
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const { n, ...answer } = JSON.parse(line) as Answer & { n: number }
      this.#waiting.get(n)?.resolve(answer)
      this.#waiting.delete(n)
    })
    child.once('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`ended with ${code ?? signal} before it answered`))
      this.#waiting.clear()
    })
  }

  ask(verb: string, words: Words = {}): Promise<Answer> {
    const number = this.#number++
    const pairs = Object.entries(words).map(([name, value]) => `${name}=${value}`)
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended)
      this.#waiting.set(number, { resolve, reject })
      this.child.stdin?.write(`${[number, verb, ...pairs].join(' ')}\n`)
    })
  }
}
