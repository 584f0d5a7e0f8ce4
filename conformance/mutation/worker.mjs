// Runs one mutant after another: loads the bundle of tests anew with that mutant awake, and stops at the first test that fails.
import { parentPort } from 'node:worker_threads'

parentPort.on('message', async ({ bundle, id, only }) => {
  globalThis.__mutant = id
  let killedBy = null
  let count = 0
  try {
    const { collected } = await import(`${bundle}?mutant=${id}`)
    for (const { name, run } of collected) {
      if (only && !name.includes(only)) continue
      count++
      try {
        await run()
      } catch (error) {
        killedBy = { name, message: String(error?.message ?? error).slice(0, 300) }
        break
      }
    }
  } catch (error) {
    killedBy = { name: 'loading', message: String(error?.message ?? error).slice(0, 300) }
  }
  parentPort.postMessage({ id, killedBy, count })
})
