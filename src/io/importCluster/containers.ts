// Processes of RocketMQ in a description of containers: services of Docker Compose, containers of Kubernetes, and the
// resources of the rocketmq-operator. How a Broker group is called there is mostly a guess; its broker.conf knows.

import { beginBrokerConf } from './brokerConf'
import { confNameIn, optionIn } from './commandOptions'
import type { Gathered } from './gathered'
import { takeNameServers, takeSetting } from './settingNames'
import { type Above, childOf, type Tree, type TreeReader, textOf } from './yamlTree'

/** More of one kind than fits on any stage. */
const MAX_COPIES = 64

type Role = 'nameServer' | 'broker' | 'other'

/** By what a container runs. */
const BY_COMMAND: readonly [Role, RegExp][] = [
  ['broker', /\bmqbroker(?![\w:])|BrokerStartup|BrokerContainerStartup/],
  ['nameServer', /\bmqnamesrv(?![\w:])|NamesrvStartup/],
  ['other', /\b(?:mqproxy|mqcontroller|mqadmin)(?![\w:])|ProxyStartup|ControllerStartup/],
]
/** By the names of its image and its service. */
const BY_NAME: readonly [Role, RegExp][] = [
  ['other', /dashboard|console|exporter|proxy|controller|operator|mqadmin/i],
  ['nameServer', /namesrv|name-?server|name-?service|nsrv|\bns\b/i],
  ['broker', /broker|master|slave/i],
]

const rolesOf = (text: string, known: readonly [Role, RegExp][]): Role[] =>
  known.filter(([, pattern]) => pattern.test(text)).map(([role]) => role)

/** "5.2.0" of apache/rocketmq:5.2.0, of …:server-4.7.1 and of the default in ${VERSION:-5.2.0}. */
function versionOfImage(image: string): string | null {
  const at = image.lastIndexOf('rocketmq')
  return at < 0 ? null : (/:(?:\$\{\w+:-)?(?:[A-Za-z]{1,30}-)?(\d+\.\d+\.\d+)/.exec(image.slice(at))?.[1] ?? null)
}

/** The tag of RocketMQ's image where it is no version, such as "latest"; digits alone are a port. */
const TAG = /^rocketmq[\w./-]*:(?:\$\{\w+:-)?([\w.-]*[a-z_.-][\w.-]*)/i

/** The version of an image; a tag that is none is noted. */
export function takeVersionOfImage(gathered: Gathered, line: number, image: string): string | null {
  const version = versionOfImage(image)
  const written = version === null ? TAG.exec(image.slice(Math.max(0, image.lastIndexOf('rocketmq'))))?.[1] : undefined
  if (written !== undefined) gathered.noVersions.push({ line, written })
  return version
}

const wordsOf = (tree: Tree | undefined): string =>
  tree?.text ?? (tree?.items ?? []).map(({ text }) => text ?? '').join(' ')

/** @returns whether a map describes a container of RocketMQ, which has been read then */
export function readContainer(reader: TreeReader, tree: Tree, above: Above): boolean {
  const parts = ['image', 'command', 'args', 'entrypoint'].map((key) => childOf(tree, key))
  const [image] = parts
  if (parts.every((part) => part === undefined)) return false
  const command = parts.slice(1).map(wordsOf).join(' ')
  const written = image?.text ?? ''
  const byCommand = rolesOf(command, BY_COMMAND)
  if (byCommand.length === 0 && !/rocketmq/i.test(written)) return false

  const { gathered } = reader
  const { line } = tree
  const service = textOf(tree, 'container_name') || textOf(tree, 'name') || (above.path.at(-1) ?? '')
  const ofResource = above.name !== '' && above.path.includes('spec')
  const name = ofResource ? above.name : service
  const [byName] = rolesOf(`${written.replace(/^.*\//, '')} ${name}`, BY_NAME)
  const roles = byCommand.length > 0 ? byCommand : byName ? [byName] : []
  const version = roles.includes('other') ? null : takeVersionOfImage(gathered, line, written)
  const replicas = Number(textOf(childOf(tree, 'deploy'), 'replicas') || above.replicas)
  const copies = Number.isSafeInteger(replicas) && replicas > 0 ? Math.min(replicas, MAX_COPIES) : 1

  reader.noteDone(...parts, ...(image?.items ?? []), ...parts.flatMap((part) => part?.items ?? []))
  const addresses = optionIn(command, 'n')
  if (addresses !== null) takeNameServers(gathered, (parts[1] ?? parts[2] ?? tree).line, addresses)
  if (roles.includes('nameServer')) noteNameServers(gathered, line, name, copies)
  if (roles.includes('broker')) {
    const guess = guessName(command, name)
    for (let copy = 0; copy < copies; copy++) {
      const brokerName = copies > 1 ? `${guess.brokerName}-${copy}` : guess.brokerName
      beginBrokerConf(gathered, line, { guess: { ...guess, brokerName }, ...(version !== null && { version }) })
      if (copy > 0) continue
      // Its variables may say who it is.
      visitRest(reader, tree, above)
    }
    if (copies > 1) gathered.assumptions.push((m) => m.importCluster.assumed.copies(line, name, copies))
    beginBrokerConf(gathered, line)
  } else visitRest(reader, tree, above)
  if (roles.includes('other') && roles.length === 1) {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.otherServer(name) })
  }
  if (version !== null) gathered.serverVersions.push({ line, version })
  return true
}

function visitRest(reader: TreeReader, tree: Tree, above: Above): void {
  for (const { key, value } of tree.pairs ?? []) {
    if (['image', 'command', 'args', 'entrypoint', 'name', 'container_name'].includes(key)) reader.noteDone(value)
    else reader.visit(value, { ...above, path: [...above.path, key] })
  }
}

function noteNameServers(gathered: Gathered, line: number, name: string, copies: number): void {
  const hosts = Array.from({ length: copies }, (_, index) => (copies > 1 ? `${name}-${index}` : name))
  gathered.nameServerHosts.push(...hosts)
  gathered.read.push({ line, what: (m) => m.importCluster.readAs.nameServers(hosts) })
}

/** The end of a name that says it is a Slave, or a Master. */
const SLAVE = /[-_]?(?:slave|replica)[-_]?\d*$|[-_]s\d*$/i
const MASTER = /[-_]?master[-_]?\d*$|[-_]m\d*$/i

/** broker-a-s.properties and a service named broker-a-slave are a Slave of broker-a. */
function guessName(command: string, service: string): { brokerName: string; slave: boolean } {
  const file = confNameIn(command)
  const name = /^broker$/i.test(file) || file === '' ? service : file
  const slave = SLAVE.test(name) || SLAVE.test(service)
  return { brokerName: name.replace(SLAVE, '').replace(MASTER, '') || 'broker', slave }
}

/** A resource of the rocketmq-operator. @returns whether it is one, which has been read then */
export function readResource(reader: TreeReader, tree: Tree, name: string): boolean {
  const kind = textOf(tree, 'kind')
  if (!textOf(tree, 'apiVersion').startsWith('rocketmq.apache.org')) return false
  const { gathered } = reader
  const { line } = childOf(tree, 'kind') ?? tree
  const spec = childOf(tree, 'spec')
  const number = (key: string, otherwise: number) => {
    const value = Number(textOf(spec, key) || otherwise)
    return Number.isSafeInteger(value) && value >= 0 ? Math.min(value, MAX_COPIES) : otherwise
  }
  const used = ['kind', 'apiVersion', 'metadata'].map((key) => childOf(tree, key))
  const keys = ['size', 'replicaPerGroup', 'brokerImage', 'nameServiceImage', 'controllerImage', 'clusterMode']
  const image = ['brokerImage', 'nameServiceImage'].map((key) => textOf(spec, key)).join('')
  const version = takeVersionOfImage(gathered, line, image)
  if (version !== null) gathered.serverVersions.push({ line, version })
  if (kind === 'Broker') {
    for (let group = 0; group < number('size', 1); group++) {
      const brokerName = `${name || 'broker'}-${group}`
      for (let brokerId = 0; brokerId <= number('replicaPerGroup', 0) && brokerId < MAX_COPIES; brokerId++) {
        gathered.brokers.push({ line, cluster: null, brokerName, brokerId, version, isGuessed: true })
        gathered.read.push({ line, what: (m) => m.importCluster.readAs.broker(brokerName, brokerId, '') })
      }
    }
    const mode = childOf(spec, 'clusterMode')
    if (/^controller$/i.test(mode?.text ?? ''))
      takeSetting(gathered, mode?.line ?? line, 'enableControllerMode', 'true')
    beginBrokerConf(gathered, line)
  } else if (kind === 'NameService') noteNameServers(gathered, line, name || 'name-service', number('size', 1))
  else gathered.ignored.push({ line, why: (m) => m.importCluster.ignored.otherServer(kind.slice(0, 60)) })

  for (const { key, value } of spec?.pairs ?? []) {
    if (keys.includes(key)) reader.noteDone(value)
    else if (kind === 'Broker' || kind === 'NameService') {
      // An empty list of NameServers is found out by the operator.
      if (key === 'nameServers' && value.text === '') reader.noteDone(value)
      else reader.visit(value, { path: ['spec', key], name, replicas: 1 })
    }
  }
  reader.noteDone(...used)
  return true
}
