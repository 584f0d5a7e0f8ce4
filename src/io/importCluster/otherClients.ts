// Clients that are not the simulated one, the remoting client in Java: their code and their dependencies are named, and
// nothing of them is read, since it would look the same and mean something else.

import type { Line } from './lines'

interface OtherClient {
  name: string
  code: RegExp
}

const CLIENTS: readonly OtherClient[] = [
  {
    name: 'gRPC',
    code: /\bnew(?:Producer|Message|PushConsumer|SimpleConsumer)Builder\b|\bClientServiceProvider\b|\bClientConfiguration\.newBuilder\b|\brocketmq\.client\.apis\b|\.setEndpoints\s*\(|\brocketmq\.client\.core\b|\bRocketMQClientTemplate\b/,
  },
  {
    name: 'Go',
    code: /rocketmq-client-go|rocketmq-clients\/golang|\brocketmq\.New(?:Producer|PushConsumer|PullConsumer|TransactionProducer)\b|\bproducer\.With(?:NameServer|NsResolver|Retry|GroupName|SendMsgTimeout|QueueSelector)\b|\bprimitive\.(?:NewMessage|NamesrvAddr|NewPassthroughResolver|Credentials)\b|\bgolang\.New(?:Producer|SimpleConsumer)\b/,
  },
  {
    name: 'C++',
    code: /#include\s*[<"](?:rocketmq\/|DefaultMQ|MQ\w*|CProducer|CMessage)|using namespace rocketmq|\brocketmq::|\bDefaultMQProducer\s+\w+\s*[({]\s*"|^\s*(?:rocketmq::)?DefaultMQProducer\s+\w+;|\bMQMessage\s+\w+\s*\(|\b(?:CreateProducer|SetProducerNameServerAddress|SetProducerSendMsgTimeout|StartProducer)\s*\(/,
  },
  {
    name: 'Python',
    code: /^\s*from rocketmq[\w.]* import\b|^\s*import rocketmq\b|\.set_(?:name_server_address|namesrv_addr|name_server_domain|session_credentials|max_message_size|timeout)\s*\(|rocketmq-(?:client-python|python-client)|\bsend_(?:sync|oneway|orderly\w*|message_in_transaction)\s*\(/,
  },
  {
    name: 'Node.js',
    code: /rocketmq-client-nodejs|require\(\s*['"](?:apache-rocketmq|rocketmq|ali-ons|@apache\/rocketmq[\w-]*)['"]|\bfrom\s+['"](?:apache-rocketmq|ali-ons|rocketmq-client-nodejs)['"]/,
  },
  {
    name: 'C#',
    code: /\busing\s+(?:Org\.Apache\.Rocketmq|NewLife\.RocketMQ)\b|RocketMQ\.Client"|\bOrg\.Apache\.Rocketmq\b/,
  },
  { name: 'Rust', code: /\buse\s+rocketmq(?:_client\w*)?::|^\s*rocketmq(?:-client\w*)?\s*=\s*["{]/ },
  { name: 'PHP', code: /\buse\s+(?:RocketMQ|Apache\\Rocketmq)\\/ },
  { name: 'ONS (com.aliyun.openservices)', code: /\bcom\.aliyun\.openservices\b|\bONSFactory\b|\bPropertyKeyConst\./ },
]

/** The remoting client in Java: what follows is no longer the other one's. */
const REMOTING =
  /\bnew\s+(?:Default|Transaction)MQProducer\b|\borg\.apache\.rocketmq\.client\.producer\b|\borg\.apache\.rocketmq\.spring\b|\bRocketMQTemplate\b|=\s*DefaultMQProducer\s*\(/

/** A line that other kinds of text begin with. */
const OTHER_KIND =
  /^\s*(?:<[/!?]?[\w-]|\{\s*"|[|+\\][ +\\-])|^[\w.-]+=[^=\s(]|^(?!(?:try|else|finally|default|public|private|protected|except)\b)[\w.-]+:(?:\s|$)|\sV\d+_\d+_\d/

export interface OtherCode {
  client: string
  /** How many lines it has. */
  count: number
}

/** The name of the client that a line belongs to, if it is another one. */
function clientOf({ text }: Line): string | null {
  if (!/rocketmq|builder|client|producer|primitive|endpoints|MQ|send_|\.set_|ONS|PropertyKey/i.test(text)) return null
  return CLIENTS.find(({ code }) => code.test(text))?.name ?? null
}

/**
 * Code of other clients, by the index of its first line: around each line that names one, as far as the text is of one kind.
 *
 * @param ends - where another kind of text begins
 */
export function findOtherCode(lines: readonly Line[], ends: (line: Line) => boolean): Map<number, OtherCode> {
  const found = new Map<number, OtherCode>()
  const stops = (line: Line) => ends(line) || REMOTING.test(line.text) || OTHER_KIND.test(line.text)
  /** The first line that is not yet in a piece. */
  let free = 0
  for (let index = 0; index < lines.length; index++) {
    const client = clientOf(lines[index] as Line)
    if (client === null) continue
    let from = index
    while (from > free && !stops(lines[from - 1] as Line)) from--
    let to = index + 1
    while (to < lines.length && !stops(lines[to] as Line)) to++
    found.set(from, { client, count: to - from })
    free = to
    index = to - 1
  }
  return found
}
