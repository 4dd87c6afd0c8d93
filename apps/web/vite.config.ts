import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The packages are plain TypeScript; their source is compiled here, so that only what the pages use is shipped.
  resolve: { conditions: ['@hengji/source', 'module', 'browser', 'development|production'] },
  build: {
    // The last Chrome that runs on Windows 7, which government desks still have.
    target: 'chrome109',
    chunkSizeWarningLimit: 1200,
    manifest: true,
  },
  server: {
    port: 8312,
    proxy: { '/api': { target: 'http://127.0.0.1:8310', changeOrigin: false } },
  },
});
