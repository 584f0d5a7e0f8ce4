// MD5 (RFC 1321) of a text, as consistent hashing needs it: nothing here is a secret.

/** floor(2^32 * |sin(i + 1)|), written out because engines may differ in the last bit of a sine. */
const SINES = [
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8,
  0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
  0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87,
  0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
  0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039,
  0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
  0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
  0xeb86d391,
]
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const

/** Which of a block's 16 words a step takes, by round. */
const WORD_AT = [
  (step: number) => step,
  (step: number) => (5 * step + 1) % 16,
  (step: number) => (3 * step + 5) % 16,
  (step: number) => (7 * step) % 16,
] as const

const MIXES = [
  (b: number, c: number, d: number) => (b & c) | (~b & d),
  (b: number, c: number, d: number) => (d & b) | (~d & c),
  (b: number, c: number, d: number) => b ^ c ^ d,
  (b: number, c: number, d: number) => c ^ (b | ~d),
] as const

/** The text in UTF-8, a 1 bit, zeros, and the length in bits: whole blocks of 16 words. */
function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text)
  const view = new DataView(new ArrayBuffer(64 * Math.ceil((bytes.length + 9) / 64)))
  bytes.forEach((byte, at) => {
    view.setUint8(at, byte)
  })
  view.setUint8(bytes.length, 0x80)
  view.setUint32(view.byteLength - 8, 8 * bytes.length, true)
  return view
}

function digestOf(text: string): DataView {
  const view = padded(text)
  const sums: [number, number, number, number] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = sums
    for (let step = 0; step < 64; step++) {
      const round = step >> 4
      const word = view.getUint32(block + 4 * ((WORD_AT[round] as (step: number) => number)(step) % 16), true)
      const mixed = (MIXES[round] as (b: number, c: number, d: number) => number)(b, c, d)
      const sum = (a + mixed + (SINES[step] as number) + word) | 0
      const shift = (SHIFTS[round] as readonly number[])[step % 4] as number
      ;[a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0]
    }
    for (const [at, value] of [a, b, c, d].entries()) sums[at] = ((sums[at] as number) + value) | 0
  }
  const digest = new DataView(new ArrayBuffer(16))
  sums.forEach((sum, at) => {
    digest.setInt32(4 * at, sum, true)
  })
  return digest
}

/** In hexadecimal digits. */
export const md5 = (text: string): string => {
  const digest = digestOf(text)
  return Array.from({ length: 16 }, (_, at) => digest.getUint8(at).toString(16).padStart(2, '0')).join('')
}

/** Its first four bytes, as a number. RocketMQ: ConsistentHashRouter.MD5Hash */
export const md5Head = (text: string): number => digestOf(text).getUint32(0)
