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
    rolldownOptions: {
      output: {
        // Left to itself the bundler makes a file of every set of pages that share something: some forty until the inbox stands there, twenty to
        // thirty more for a case, most of them under 2 kB. To ask for each costs an old machine, and the server, more than what is in it.
        // Each group takes along what it imports and no group above it has.
        codeSplitting: {
          groups: [
            // By themselves, so that a release in which only our own code changed leaves them in the browser's cache.
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/, priority: 6 },
            { name: 'app', tags: ['$initial'], priority: 5 },
            { name: 'sign-in', test: /[\\/]account[\\/]SignInPage\.tsx$/, priority: 4 },
            { name: 'inbox', test: /[\\/]inbox[\\/]InboxPage\.tsx$/, priority: 3 },
            { name: 'frame', test: /[\\/]layout[\\/]AppLayout\.tsx$/, priority: 2 },
            { name: 'parts', minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 8312,
    proxy: { '/api': { target: 'http://127.0.0.1:8310', changeOrigin: false } },
  },
});
