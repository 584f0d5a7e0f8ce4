// How the site is built and how its unit tests are run.
// The base is relative, so that the built folder works below any path of any host.
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    target: 'baseline-widely-available',
    sourcemap: false,
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'conformance/**/*.test.ts', 'scripts/**/*.test.mjs'],
  },
})
