// The host's side of an embedded RocketScope: writes the iframe where its script tag stands, and speaks to the frame with
// promises. No dependencies, no requests; works as <script src> and, through embed.mjs, as a module. See docs/embed.md.
;(() => {
  const VERSION = 1
  const DEFAULT_HEIGHT = 480

  /** Several script tags, or the tag and the module, share one of these. */
  if (globalThis.RocketScope?.version === VERSION) {
    globalThis.RocketScope.write(document.currentScript)
    return
  }

  /** Where the page is: beside this file. The module says it itself, because there is no current script in one. */
  let base = document.currentScript?.src ? new URL('.', document.currentScript.src).href : null

  /** What the answer of a frame says is wrong: `problems` has path, reason and text of each. */
  class RocketScopeError extends Error {
    constructor(problems) {
      super(problems.map(({ text }) => text).join('\n') || 'RocketScope refused.')
      this.name = 'RocketScopeError'
      this.problems = problems
    }
  }

  // -------------------------------------------------------------- the address of a frame

  /** The part of a link behind the #, whatever was given: a whole address, "#v=1&…" or "v=1&…". */
  const hashOf = (link) => (link.includes('#') ? link.slice(link.indexOf('#')) : `#${link}`)

  /**
   * @param {{ base?: string, link?: string, preset?: string, lang?: string, theme?: string, autoplay?: boolean }} options
   */
  function addressOf({ base: from = base, link, preset, lang, theme, autoplay }) {
    if (from === null) throw new TypeError('RocketScope: say where it is, with the option "base".')
    const parts = ['embed']
    if (lang) parts.push(`lang=${encodeURIComponent(lang)}`)
    if (theme) parts.push(`theme=${encodeURIComponent(theme)}`)
    if (autoplay) parts.push('autoplay=on')
    const hash = link ? hashOf(link) : preset ? `#v=1&preset=${encodeURIComponent(preset)}` : ''
    return `${new URL('.', new URL(from, document.baseURI)).href}?${parts.join('&')}${hash}`
  }

  // -------------------------------------------------------------- a frame

  /** Speaks to the page in an iframe, also to one that is not loaded yet, and again after it was loaded once more. */
  function connect(iframe, { keys = true } = {}) {
    const known = frames.find((frame) => frame.iframe === iframe)
    if (known) return known
    const listeners = new Map()
    const waiting = new Map()
    /** Requests made before the frame was there to hear them. */
    let unsent = []
    let lastId = 0
    let isReady = false
    let shown = true
    let lastState = null
    let sayReady
    const ready = new Promise((resolve) => {
      sayReady = resolve
    })
    const origin = () => new URL(iframe.src, document.baseURI).origin

    const post = (message) => {
      // A sandboxed frame has no origin that could be named.
      const opaque = iframe.sandbox.length > 0 && !iframe.sandbox.contains('allow-same-origin')
      iframe.contentWindow?.postMessage({ rocketscope: VERSION, ...message }, opaque ? '*' : origin())
    }
    const request = (type, data = {}) => {
      const id = ++lastId
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
      if (isReady) post({ ...data, type, id })
      else unsent.push({ ...data, type, id })
      return answer
    }
    const emit = (event, data) => {
      for (const listener of listeners.get(event) ?? []) listener(data)
    }
    const wanted = () => {
      const events = ['state', ...(keys ? ['key'] : [])]
      for (const event of listeners.keys()) if (event !== 'ready' && !events.includes(event)) events.push(event)
      return events
    }
    const subscribe = () => post({ type: 'subscribe', events: wanted(), id: 0 })

    function onMessage({ source, data }) {
      if (source === null || source !== iframe.contentWindow || data?.rocketscope !== VERSION) return
      if (data.state) lastState = data.state
      if (data.type === 'answer') {
        if (data.id === 0 && data.ok) {
          watch.check()
          sayReady(frame)
          emit('ready', { state: data.state })
        }
        const asked = waiting.get(data.id)
        waiting.delete(data.id)
        if (data.ok) asked?.resolve(data)
        else asked?.reject(new RocketScopeError(data.problems))
        return
      }
      if (data.type !== 'event') return
      if (data.event === 'ready') {
        isReady = true
        shown = true
        subscribe()
        for (const message of unsent) post(message)
        unsent = []
        return
      }
      if (data.event === 'key' && keys) pressAgain(iframe, data)
      // While it plays it speaks often enough: no timer is needed to notice that it has been put away.
      if (data.event === 'state') watch.check()
      emit(data.event, data)
    }

    const watch = watchShown(iframe, (isShown) => {
      if (!isReady || isShown === shown) return
      shown = isShown
      post({ type: 'shown', shown })
    })
    window.addEventListener('message', onMessage)

    const frame = {
      iframe,
      /** Resolves with the frame once the page in it answers. */
      ready,
      /** What the frame has last said about itself; null before it has said anything. */
      get state() {
        return lastState
      },
      /** @param {string | object} what a link, or a run as in a file */
      load: (what) => {
        const isLink = typeof what === 'string' && !what.trimStart().startsWith('{')
        return request('load', isLink ? { link: what } : { run: what })
      },
      play: () => request('play'),
      pause: () => request('pause'),
      seek: (tMs) => request('seek', { tMs }),
      jump: (to = 'next') => request('jump', { to }),
      act: (action) => request('act', { action }),
      set: (what) => request('set', what),
      /** @returns {Promise<string>} a link to this moment, to be given to load() again */
      link: async () => (await request('link')).link,
      /** @returns a function that ends it */
      on: (event, listener) => {
        const isNew = !listeners.has(event)
        if (isNew) listeners.set(event, new Set())
        listeners.get(event).add(listener)
        if (isNew && isReady) subscribe()
        return () => {
          listeners.get(event)?.delete(listener)
        }
      },
      /** Ends the talk; the iframe stays. */
      disconnect: () => {
        window.removeEventListener('message', onMessage)
        watch.stop()
        frames.splice(frames.indexOf(frame), 1)
        for (const { reject } of waiting.values()) reject(new RocketScopeError([]))
        waiting.clear()
      },
    }
    frames.push(frame)
    // It may have been there before us; one that is still loading says that it is ready by itself.
    subscribe0()
    return frame

    function subscribe0() {
      if (!iframe.contentWindow) return
      const onFirst = ({ source, data }) => {
        if (source !== iframe.contentWindow || data?.rocketscope !== VERSION || data.type !== 'answer') return
        window.removeEventListener('message', onFirst)
        if (isReady) return
        isReady = true
        for (const message of unsent) post(message)
        unsent = []
      }
      window.addEventListener('message', onFirst)
      try {
        post({ type: 'subscribe', events: wanted(), id: 0 })
      } catch {
        // An address that is none yet.
      }
    }
  }

  /** Old programs for slides look at the number of a key. */
  const KEY_CODES = {
    ArrowLeft: 37,
    ArrowUp: 38,
    ArrowRight: 39,
    ArrowDown: 40,
    PageUp: 33,
    PageDown: 34,
    End: 35,
    Home: 36,
    Escape: 27,
    Enter: 13,
    ' ': 32,
    '.': 190,
    ',': 188,
    '/': 191,
  }

  /** Presses a key of the frame once more in the host, on the iframe, from where it rises to whoever turns the pages. */
  function pressAgain(iframe, { key, code, shiftKey, repeat }) {
    const keyCode = KEY_CODES[key] ?? (/^[a-z0-9]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0)
    const event = new KeyboardEvent('keydown', { key, code, shiftKey, repeat, bubbles: true, cancelable: true })
    for (const name of ['keyCode', 'which']) Object.defineProperty(event, name, { get: () => keyCode })
    iframe.dispatchEvent(event)
  }

  /**
   * Notices that an iframe is put away in ways that no browser tells the page in it: slides are hidden in place.
   *
   * @returns {{ check: () => void, stop: () => void }}
   */
  function watchShown(iframe, tell) {
    const isShown = () =>
      iframe.isConnected && (iframe.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true)
    const check = () => tell(isShown())
    const mutations = new MutationObserver(check)
    const attributeFilter = ['class', 'style', 'hidden', 'open']
    for (let at = iframe; at; at = at.parentElement) mutations.observe(at, { attributes: true, attributeFilter })
    // What fades is hidden only at the end.
    const ends = ['transitionend', 'transitioncancel', 'animationend']
    for (const end of ends) document.addEventListener(end, check, true)
    return {
      check,
      stop: () => {
        mutations.disconnect()
        for (const end of ends) document.removeEventListener(end, check, true)
      },
    }
  }

  // -------------------------------------------------------------- making one

  const length = (value, standard) =>
    value === undefined || value === '' ? standard : /^\d+$/.test(String(value)) ? `${value}px` : String(value)

  /**
   * Makes an iframe; whoever asked puts it on the page.
   *
   * @param {object} options link, preset, lang, theme, autoplay, height, width, title, id, sandbox, loading, keys, base
   */
  function create(options = {}) {
    const iframe = document.createElement('iframe')
    if (options.id) iframe.id = options.id
    iframe.title = options.title || (options.lang === 'zh' ? 'RocketScope：RocketMQ 生产者发送过程' : 'RocketScope')
    iframe.style.width = length(options.width, '100%')
    iframe.style.height = length(options.height, `${DEFAULT_HEIGHT}px`)
    iframe.style.border = '0'
    iframe.loading = options.loading === 'eager' ? 'eager' : 'lazy'
    if (options.sandbox) iframe.setAttribute('sandbox', options.sandbox)
    iframe.src = addressOf(options)
    return connect(iframe, { keys: options.keys !== 'off' && options.keys !== false })
  }

  const isOn = (value) => value !== undefined && value !== 'off' && value !== 'false'

  /** Writes the iframe that a script tag asks for, behind it. A tag that asks for nothing only brings the functions. */
  function write(script) {
    if (!script || script.type === 'module' || Object.keys(script.dataset).length === 0) return null
    const frame = create({
      ...script.dataset,
      base: script.src,
      autoplay: isOn(script.dataset.autoplay),
    })
    script.after(frame.iframe)
    return frame
  }

  /** All frames there are. @type {object[]} */
  const frames = []

  globalThis.RocketScope = {
    version: VERSION,
    frames,
    create,
    connect,
    write,
    Error: RocketScopeError,
    /** @param {string} id of the iframe @returns the frame, or undefined */
    frame: (id) => frames.find(({ iframe }) => iframe.id === id),
    setBase: (address) => {
      base ??= address
    },
  }
  write(document.currentScript)
})()
