// Fuzzing of what host pages say to an embedded one: nothing is thrown, what is not meant for us is not answered, what is
// refused is said, and what passes is what the page itself accepts.

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { anyDocument } from '../../src/io/anyRun.testData'
import { fileText } from '../../src/io/document'
import { EVENTS, PROTOCOL_VERSION, REQUEST_TYPES, readAction, readRequest } from '../../src/io/embed/protocol'
import { parseRunInput } from '../../src/io/inputSchema'
import { linkText } from '../../src/io/writeLink'
import { checkProblems } from './documents.mts'
import { brokenTexts, editedJson, type Kind, must } from './kind.mts'

const message = (data: object) => ({ rocketscope: PROTOCOL_VERSION, id: 1, ...data })
const actions: fc.Arbitrary<object> = anyDocument.chain<object>(({ input }) =>
  input.actions.length > 0
    ? fc.constantFrom(...input.actions)
    : fc.constant({ type: 'kill', target: 'broker-a/master' }),
)
const requests = fc.oneof(
  fc.constantFrom(...REQUEST_TYPES).map((type) => message({ type })),
  fc.subarray([...EVENTS]).map((events) => message({ type: 'subscribe', events })),
  anyDocument.map((one) => message({ type: 'load', link: linkText(one) })),
  anyDocument.map((one) => message({ type: 'load', run: JSON.parse(fileText(one)) })),
  brokenTexts(anyDocument.map(linkText)).map((link) => message({ type: 'load', link })),
  brokenTexts(anyDocument.map(fileText)).map((run) => message({ type: 'load', run })),
  actions.map((action) => message({ type: 'act', action })),
  fc.integer().map((tMs) => message({ type: 'seek', tMs })),
  fc.double().map((speed) => message({ type: 'set', speed, language: 'zh', theme: 'dark' })),
  fc.boolean().map((shown) => message({ type: 'shown', shown })),
)

export const embed: Kind<string> = {
  name: 'embed',
  cases: fc.oneof(
    { weight: 6, arbitrary: editedJson(requests) },
    { weight: 1, arbitrary: requests.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.json() },
  ),
  check: (text) => {
    const data: unknown = JSON.parse(text)
    const read = readRequest(data)
    must(Object.keys(Object.prototype).length === 0, 'Object.prototype was changed')
    if (read === null) {
      const isOurs =
        typeof data === 'object' && data !== null && !Array.isArray(data) && Object.hasOwn(data, 'rocketscope')
      must(!isOurs, 'a message for us is not answered')
      return
    }
    if (!read.ok) {
      must(read.problems.length > 0, 'it was refused, and nothing was said')
      checkProblems(read.problems)
      return
    }
    const { request } = read
    must((REQUEST_TYPES as readonly string[]).includes(request.type), 'a request of no known type passes')
    if (request.type === 'load') {
      checkProblems(request.reading.problems)
      must(request.reading.input !== null, 'a load without a run passes')
      must(parseRunInput(request.reading.input).ok, 'the run passes the gate')
    } else if (request.type === 'act') {
      must(
        isDeepStrictEqual(readAction(request.action), { ok: true, action: request.action }),
        'an action is read twice alike',
      )
    } else if (request.type === 'seek') must(Number.isInteger(request.tMs) && request.tMs >= 0, 'a moment is whole')
    else if (request.type === 'set' && request.speed !== undefined) must(request.speed > 0, 'a speed is above 0')
  },
  inTests: 1000,
}
