// How the page is built: from src/web into dist/web; while it is being worked on, a running server answers /api.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 640 },
  server: { proxy: { '/api': process.env.JICENG ?? 'http://127.0.0.1:5180' } },
})
