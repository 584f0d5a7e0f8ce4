// Where a line of text may be broken. By themselves browsers break Chinese between any two characters, and a number from its
// unit.

/** A name such as broker-a or "broker-a q0", a number with its unit, or the quoted name of a button. */
const WHOLE =
  /(\d\d:\d\d(?:\.\d{1,3})?|kill -9|\d{1,4} [A-Z][A-Z_]{3,40}|\w{1,60}=\w{1,20}|\d[\d.,]{0,14}%|(?:[≥≤<>≈±] ?)?\d[\d.,]{0,14} (?:ms|s|min|%|毫秒|秒|分钟|条|次|个|台|组)(?![a-z])|“[^”]{1,10}”|[\w-]+(?: q\d+)?)/

/** A longer name would leave its box. */
const MAX_WHOLE = 24

const isWhole = (part: string): boolean =>
  part.length <= MAX_WHOLE &&
  /\w-\w|^\d\d:\d\d|^kill -9$|^\d+ [A-Z_]+$|^\d[\d.,]*%$|^[≥≤<>≈±]? ?\d\S* |\w q\d|^“.*”$/.test(part)

/** Words of this field that a general dictionary takes apart. */
const TERMS =
  /(规避窗口|规避期|规避|生产者|消费者|路由|宕机|断电|不可达|错误码|耗时|选主|主从|重试|超时|预算|应答|移出|可选|建连|刷盘|积压|位点)/

/** Chinese words that lean on the one before them: no line may begin with one. */
const LEANS = /^[的了着过里上下中内外后前时吗呢吧们地得条次个台组秒]$/

const IS_CHINESE = /[\u3400-\u9fff]/
const OPENS = /[\s（「“(]$/
const CLOSES = /^[\s，。；：！？、）」”),.;:!?…%]/

const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : null

function words(text: string): string[] {
  if (!segmenter || !IS_CHINESE.test(text)) return [text]
  return text.split(TERMS).flatMap((part) => (TERMS.test(part) ? [part] : segmentsOf(part)))
}

const segmentsOf = (text: string): string[] => Array.from(segmenter?.segment(text) ?? [], ({ segment }) => segment)

export interface LinePart {
  text: string
  /** No line break inside, not even at a space. */
  whole: boolean
}

/** @returns the text in order, in parts; a line may break between two of them, and at the spaces of a part that is not whole */
export function lineParts(text: string): LinePart[] {
  const parts: LinePart[] = []
  for (const piece of text.split(WHOLE)) {
    const whole = isWhole(piece)
    for (const word of whole ? [piece] : words(piece)) {
      if (word === '') continue
      const last = parts.at(-1)
      const joins = last !== undefined && !whole && (LEANS.test(word) || CLOSES.test(word) || OPENS.test(last.text))
      if (joins && !last.whole) last.text += word
      else parts.push({ text: word, whole })
    }
  }
  return parts
}

/** May a line break between these two? */
export const mayBreak = (before: LinePart, after: LinePart): boolean =>
  !OPENS.test(before.text) && !CLOSES.test(after.text) && !LEANS.test(after.text)
