// The workflows cannot run here; what can be known of them is held: they call commands that there are, publish what those build, and
// may do no more than they must.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SINGLE_NAME } from './site/single.mts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = `${root}.github/workflows/`
const { scripts, engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

const workflows = readdirSync(folder).map((name) => [name, parse(readFileSync(folder + name, 'utf8'))])
const stepsOf = (workflow) => Object.values(workflow.jobs).flatMap(({ steps }) => steps)
const named = (name) => workflows.find(([file]) => file === name)?.[1]

test('there is one for the page and one for a release', () => {
  expect(workflows.map(([name]) => name).sort()).toEqual(['pages.yml', 'release.yml'])
  expect(Object.keys(named('pages.yml').on)).toEqual(['push', 'workflow_dispatch'])
  expect(named('release.yml').on).toEqual({ release: { types: ['published'] } })
})

describe.each(workflows)('%s', (_, workflow) => {
  test('calls only commands that there are', () => {
    const commands = stepsOf(workflow).flatMap(({ run }) => run ?? [])
    expect(commands).toContain('npm ci')
    for (const command of commands) {
      // Text of others, such as the name of a tag, comes in by a variable: it must not become part of a command.
      expect(command).not.toMatch(/\$\{\{/)
      const [, name] = /^npm run (\S+)$/.exec(command) ?? []
      if (name !== undefined) expect(Object.keys(scripts)).toContain(name)
      else expect(command).toMatch(/^npm ci$|^gh release upload "\$TAG" /)
    }
  })

  test('uses actions of one exact version each, all by GitHub, and a Node that will do', () => {
    const used = stepsOf(workflow).flatMap(({ uses }) => uses ?? [])
    expect(used.length).toBeGreaterThan(1)
    for (const action of used) expect(action).toMatch(/^actions\/[\w-]+@v\d+\.\d+\.\d+$/)
    const nodes = stepsOf(workflow).flatMap((step) => step.with?.['node-version'] ?? [])
    expect(nodes).toHaveLength(1)
    expect(nodes[0]).toBeGreaterThan(Number(/\d+/.exec(engines.node)[0]))
  })

  test('gives each job what it needs and no more, and keeps no credentials', () => {
    expect(workflow.permissions).toEqual({})
    const needed = {
      build: { contents: 'read', pages: 'read' },
      publish: { pages: 'write', 'id-token': 'write' },
      single: { contents: 'write' },
    }
    for (const [name, job] of Object.entries(workflow.jobs)) {
      expect(job.permissions, name).toEqual(needed[name])
      expect(job['timeout-minutes'], name).toBeGreaterThan(0)
    }
    for (const step of stepsOf(workflow))
      if (step.uses?.startsWith('actions/checkout@')) expect(step.with).toEqual({ 'persist-credentials': false })
  })
})

test('the build knows its address, and what it builds is published', () => {
  const steps = named('pages.yml').jobs.build.steps
  const at = (find) => steps.findIndex(find)
  const configured = at(({ id }) => id === 'pages')
  const built = at(({ run }) => run === 'npm run build')
  const uploaded = at(({ uses }) => uses?.includes('upload-pages-artifact'))
  expect(configured).toBeLessThan(built)
  expect(built).toBeLessThan(uploaded)
  expect(steps[built].env.ROCKETSCOPE_SITE).toMatch(/^\$\{\{ steps\.pages\.outputs\.base_url \}\}$/)
  expect(steps[uploaded].with.path).toBe('dist')
})

test('a release gets the single file that the build writes', () => {
  const { run } = named('release.yml').jobs.single.steps.at(-1)
  expect(run).toContain(` dist-single/${SINGLE_NAME} `)
})
