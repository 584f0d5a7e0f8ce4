// Runs one mutant after another: loads the bundle of tests anew with that mutant awake, and stops at the first test that fails.

process.on('message', async ({ bundle, id }) => {
  globalThis.__mutant = id
  let killedBy = null
  let count = 0
  try {
    const { collected } = await import(`${bundle}?mutant=${id}`)
    for (const { name, run } of collected) {
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
  process.send?.({ id, killedBy, count })
})
