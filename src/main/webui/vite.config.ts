import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // The server's Content-Security-Policy has no data: sources, so every asset is a file of its own.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Libraries change seldom: browsers keep their part over our releases.
      output: { codeSplitting: { groups: [{ name: "vendor", test: /node_modules/ }] } },
    },
  },
  test: {
    environment: "jsdom",
    testTimeout: 20_000,
    globals: true,
    setupFiles: ["src/testing/setup.ts"],
    // A page of its own for every file takes longer than the tests; what they share, the setup clears.
    isolate: false,
    // Only the tokens are read by a test; the rest says nothing to jsdom.
    css: { include: [/tokens\.css/] },
  },
});
