// Runs mutants one after another: wakes one up, and stops at the first test that fails. The bundle of tests is loaded once; a
// mutant of something that happens only while modules load has it loaded anew. A scout's bundle has no mutants that wake up;
// it tells instead which of their places each test comes by, and of which releases it asks the rules.

/** The bundle loaded last without a mutant. */
let loaded = null

async function load(bundle, id) {
  globalThis.__mutant = id
  globalThis.__rules = null
  const { collected } = await import(`${bundle}?mutant=${id}`)
  return { bundle, collected, wake: globalThis.__wake, rules: globalThis.__rules }
}

/** What a test fails with, or null. */
async function failure({ run }) {
  try {
    await run()
    return null
  } catch (error) {
    return String(error?.message ?? error).slice(0, 300)
  }
}

/** Releases whose rules a mutant changes; `now` has it awake, `before` not. */
const changedReleases = (before, now) =>
  before.releases.filter((release) => {
    try {
      return JSON.stringify(now.of(release)) !== before.texts[release]
    } catch {
      return true
    }
  })

async function scout(bundle) {
  const reached = []
  const asked = []
  const listen = () => {
    const places = new Set()
    const releases = new Set()
    reached.push(places)
    asked.push(releases)
    globalThis.__reached = (place) => {
      places.add(place)
      return false
    }
    globalThis.__asks = (release) => releases.add(release)
  }
  listen()
  const { collected, rules } = await load(bundle, 0)
  for (const test of collected) {
    listen()
    await failure(test)
  }
  const lists = (sets) => sets.map((set) => [...set])
  return { reached: lists(reached), asked: rules ? lists(asked.slice(1)) : null }
}

async function runMutant({ bundle, id, anew, tests, asked }) {
  if (loaded?.bundle !== bundle) {
    loaded = await load(bundle, 0)
    const { rules } = loaded
    if (rules) rules.texts = Object.fromEntries(rules.releases.map((one) => [one, JSON.stringify(rules.of(one))]))
  }
  let one = loaded
  if (anew) {
    try {
      one = await load(bundle, id)
    } catch (error) {
      return { killedBy: { name: 'loading', message: String(error?.message ?? error).slice(0, 300) } }
    }
  }
  one.wake(id)
  let open = tests ?? [...one.collected.keys()]
  if (asked) {
    const changed = changedReleases(loaded.rules, one.rules)
    // There is more in the file than rules.
    if (changed.length > 0)
      open = open.filter((position) => asked[position].some((release) => changed.includes(release)))
  }
  let count = 0
  let killedBy = null
  const tookEach = []
  for (const position of open) {
    count++
    const test = one.collected[position]
    const startedAt = Date.now()
    const message = await failure(test)
    tookEach.push(Date.now() - startedAt)
    if (message === null) continue
    killedBy = { name: test.name, position, message }
    break
  }
  one.wake(0)
  // Something that the mutant spoilt for good would be put down to the next ones.
  const tainted = killedBy !== null && !anew && id !== 0 && (await failure(one.collected[killedBy.position])) !== null
  return { killedBy, count, tainted, tookEach }
}

process.on('message', async (job) => {
  process.send?.(job.scouts ? await scout(job.bundle) : await runMutant(job))
})
