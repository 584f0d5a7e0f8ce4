// Slides with a run on one of them: it plays while its slide is shown, a fragment does something to the cluster, and what
// happens there is told below it.
import Reveal from '/reveal.js/reveal.mjs'

const run = globalThis.RocketScope.frame('run')
const caption = document.querySelector('#caption')
/** Where there is no RocketScope in the frame, or not any more: the slides go on without it. */
const tell = (error) => {
  caption.textContent = error.message
}
const deck = new Reveal({ hash: false, transition: 'none', width: 960, height: 700 })

deck.on('slidechanged', ({ currentSlide }) => {
  const turned = currentSlide.contains(run.iframe) ? run.play() : run.pause()
  turned.catch(tell)
})
deck.on('fragmentshown', ({ fragment }) => {
  if (fragment.dataset.act) run.act(JSON.parse(fragment.dataset.act)).catch(tell)
})
// Back before the kill: the run as it was.
deck.on('fragmenthidden', async ({ fragment }) => {
  if (!fragment.dataset.act) return
  try {
    await run.load('v=1&preset=article&t=8000')
    await run.play()
  } catch (error) {
    tell(error)
  }
})
run.on('moment', ({ sentence }) => {
  caption.textContent = sentence
})

await deck.initialize()
