// What a kind of fuzzing is: where its cases come from, and what must hold for each. Also ways to break a text and data.

import fc from 'fast-check'

/** A case is plain data: a failing one is kept as JSON and tried again by the tests. */
export type Case = string | { [name: string]: unknown }

export interface Kind<Of extends Case = Case> {
  name: string
  cases: fc.Arbitrary<Of>
  /** @throws Error that says what does not hold */
  check: (one: Of) => void
  /** How many cases the tests try: each kind about a second. */
  inTests: number
}

export function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

const letter = fc.constantFrom(...'abcXYZ0189&=%#+-_.,@/:;~"\'<>{}[]()\\ \t\n\u0000\u202eé中😀\ud800')

/** Pieces that readers are likely to stumble over. */
const piece = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  '&__proto__=1',
  '&do=set+__proto__=1+@5',
  '&do=kill+__proto__/master+@1',
  '&t=99999999999999999999',
  '&seed=-1',
  '&seed=1e999',
  '&speed=Infinity',
  '&group.15.slaveCount=2',
  '&brokerGroupCount=16&producerCount=64',
  '&latencyMax=9,8,7',
  '&z=____',
  '&end',
  '%E0%A4%A',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '{"__proto__":{"x":1}}',
  '[[[[[[[[[[[[[[[[',
  '!!js/function "f"',
  '&a [*a,*a,*a,*a,*a,*a,*a,*a]',
  '\r\n',
  '\ufeff',
  'x'.repeat(5000),
  'a=b\n'.repeat(500),
  '('.repeat(3000),
)

const place = fc.nat(1_000_000)

type Break =
  | { kind: 'flip' | 'insert'; at: number; text: string }
  | { kind: 'cut' | 'swap' | 'double'; at: number; length: number }

const breaks: fc.Arbitrary<Break[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('flip' as const, 'insert' as const), at: place, text: fc.oneof(letter, piece) }),
    fc.record({
      kind: fc.constantFrom('cut' as const, 'swap' as const, 'double' as const),
      at: place,
      length: fc.nat(200),
    }),
  ),
  { maxLength: 6 },
)

function broken(text: string, list: readonly Break[]): string {
  return list.reduce((now, one) => {
    const at = one.at % Math.max(1, now.length + 1)
    if ('text' in one && one.kind === 'insert') return now.slice(0, at) + one.text + now.slice(at)
    if ('text' in one) return now.slice(0, at) + one.text + now.slice(at + 1)
    const end = at + one.length
    if (one.kind === 'cut') return now.slice(0, at) + now.slice(end)
    const next = now.slice(end, end + one.length)
    if (one.kind === 'swap') return now.slice(0, at) + next + now.slice(at, end) + now.slice(end + one.length)
    return now.slice(0, end) + now.slice(at)
  }, text)
}

/** A text of these with up to six things broken in it. */
export const brokenTexts = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(texts, breaks).map(([text, list]) => broken(text, list))

const deep = (levels: number): unknown => {
  let data: unknown = 1
  for (let level = 0; level < levels; level++) data = level % 2 ? { a: data } : [data]
  return data
}

/** Values that are wrong almost anywhere. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    2 ** 31,
    2 ** 53,
    '',
    ' ',
    'on',
    '1',
    '订单',
    '<b>',
    [],
    {},
    [[]],
    [{}],
  ),
  fc.constantFrom(5, 40, 400).map(deep),
  fc.constantFrom(100, 3000).map((length) => Array.from({ length }, (_, index) => index)),
  fc.constant('x'.repeat(3000)),
  fc.jsonValue({ maxDepth: 2 }),
)

type Edit = { how: 'replace' | 'remove' | 'add' | 'wrap' | 'double'; at: number; key: string; value: unknown }

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    how: fc.constantFrom('replace', 'replace', 'remove', 'add', 'wrap', 'double'),
    at: place,
    key: fc.constantFrom('x', '__proto__', 'constructor', 'length', 'atMs', 'target', 'kind', 'zh', 'en', ''),
    value: oddValue,
  }),
  { minLength: 1, maxLength: 4 },
)

/** Every place in some data: what holds it and by which key. */
function placesIn(data: unknown, found: { holder: Record<string, unknown>; key: string }[] = []) {
  if (typeof data !== 'object' || data === null || found.length > 5000) return found
  for (const key of Object.keys(data)) {
    found.push({ holder: data as Record<string, unknown>, key })
    placesIn((data as Record<string, unknown>)[key], found)
  }
  return found
}

function edit(data: unknown, list: readonly Edit[]): unknown {
  const root = { data: structuredClone(data) }
  for (const { how, at, key, value: given } of list) {
    const value = structuredClone(given)
    const places = placesIn(root)
    const spot = places[at % places.length]
    if (!spot) continue
    const { holder } = spot
    if (how === 'replace') holder[spot.key] = value
    else if (how === 'wrap') holder[spot.key] = [holder[spot.key]]
    else if (how === 'remove') {
      if (Array.isArray(holder)) holder.splice(Number(spot.key), 1)
      else delete holder[spot.key]
    } else if (how === 'double') {
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(spot.key)]))
      else holder[`${spot.key} `] = holder[spot.key]
    } else if (Array.isArray(holder)) holder.push(value)
    // An own key, whatever its name: as JSON.parse makes it.
    else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return root.data
}

/** JSON of these with up to four places changed. */
export const editedJson = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.tuple(values, edits).map(([data, list]) => JSON.stringify(edit(data, list)) ?? 'null')
