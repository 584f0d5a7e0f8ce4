// How the site is built and how its unit tests are run.
// The base is relative, so that the built folder works below any path of any host.
import { readFileSync } from 'node:fs'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { serviceWorker } from './scripts/site/offline.mts'
import { contentSecurityPolicy } from './scripts/site/policy.mts'
import { schemas } from './scripts/site/schemas.mts'
import { singleFile } from './scripts/site/single.mts'
import { socialCard } from './scripts/site/social.mts'
import { RELEASE_TESTS } from './scripts/test.mjs'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

// Component tests take React as visitors get it: the one for development takes twice as long and draws everything twice.
if (process.env.VITEST) process.env.NODE_ENV = 'production'

// `npm run build:single` builds the page as one file; everything else builds it for a server.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [
    react(),
    tailwindcss(),
    ...(mode === 'single' ? [singleFile()] : [contentSecurityPolicy(), socialCard(), schemas(), serviceWorker()]),
  ],
  define: {
    // The page about conformance carries its figures with it, so that it works from a file as well.
    __CONFORMANCE__: text('./public/conformance.json'),
    __CLUSTER__: text('./public/cluster.json'),
    __VERSION__: JSON.stringify(JSON.parse(text('./package.json')).version),
    __SINGLE_FILE__: String(mode === 'single'),
  },
  build: {
    // Every browser of the target knows how to load modules beforehand.
    modulePreload: { polyfill: false },
    target: 'baseline-widely-available',
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: mode !== 'single' && {
          // All that the first picture waits for in one file, which is smaller than its parts; the engine in its own,
          // because it seldom changes and is kept by the browser.
          groups: [
            {
              name: 'engine',
              test: /src[\\/](sim|rocketmq)[\\/](?!record(ed|ing\.)|broker[\\/](store|consuming)[\\/]|consumer[\\/](?!consumer\.ts)|consumer(Codec|Rules)\.ts|state[\\/](records|sameBytes|queueIndex|tags)|checkInput|misfits)/,
              priority: 3,
            },
            { name: 'first', test: /src[\\/](main|ui[\\/]shell[\\/]App|ui[\\/]stage[\\/]Stage)\.tsx$/, priority: 2 },
            // What comes right behind the first picture, in one file as well: asking for twenty takes longer than reading one.
            {
              name: 'later',
              test: /src[\\/]ui[\\/](shell[\\/]later|stage[\\/](overlay|nodes[\\/].*Controls))\.tsx?$/,
              priority: 1,
            },
            // What sentences of every language are made of: in one file, for what it is small.
            {
              name: 'said',
              test: /src[\\/](projections[\\/](releaseFacts|numberedProcess)|i18n[\\/](exceptions|editing|narrationContext|(actions|sends|routes)Narration))\.ts/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    environment: 'node',
    // A limit for what hangs, not a promise of speed: machines are shared.
    testTimeout: 120_000,
    // Nothing else runs meanwhile.
    maxWorkers: '100%',
    setupFiles: ['scripts/testSeed.mts'],
    include: ['src/**/*.test.{ts,tsx}', 'conformance/**/*.test.ts', 'scripts/**/*.test.mjs'],
    // Slow: left to npm run test:release.
    exclude: process.env.ROCKETSCOPE_RELEASE ? [] : RELEASE_TESTS,
  },
}))
