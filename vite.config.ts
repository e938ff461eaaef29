// How the pages are built. The desk: from src/web into dist/web. The phone: from src/web/phone into dist/web/m, alone, so that
// nothing of the desk reaches it, and on preact, which draws the same components in a fifth of the bytes of react.
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

const server = { proxy: { '/api': process.env.JICENG ?? 'http://127.0.0.1:5180' } }

const desk: UserConfig = {
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 640 },
  server,
}

const phone: UserConfig = {
  root: 'src/web/phone',
  base: '/m/',
  resolve: {
    alias: [
      { find: /^react$/, replacement: 'preact/compat' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  // Phones of herders are not new: Chromium 87 and Safari 14 still read this.
  build: { outDir: '../../../dist/web/m', emptyOutDir: true, target: 'es2020', modulePreload: { polyfill: false } },
  server,
}

export default defineConfig(({ mode }) => (mode === 'phone' ? phone : desk))
