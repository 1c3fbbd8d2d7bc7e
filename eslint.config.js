import js from '@eslint/js'
import vitest from '@vitest/eslint-plugin'
import tseslint from 'typescript-eslint'

/** Globals that only a host folder may touch: everything else reaches the platform through ports/. */
const platformGlobals = [
  'window',
  'document',
  'navigator',
  'location',
  'self',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'process',
  'Buffer',
  'global',
  'require',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'console',
]

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'apps/tour/miniprogram/', '**/test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.check.json', './packages/*/types-test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Option and result shapes are written as WeChat's documents write them.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // A number in a message is what a message is for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => void call()` states that a result is dropped; the rule would ask for braces.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Objects here are records of closures: their functions have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    // What WeChat says and how everything is called must run on any platform.
    files: ['packages/openwx/src/{api,call,codec,ports}/**/*.ts', 'packages/openwx/src/wx.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-globals': ['error', ...platformGlobals] },
  },
  {
    files: ['**/*.test.ts', 'packages/openwx/conformance/**/*.ts'],
    plugins: { vitest },
    rules: {
      // vitest's `expect` takes a message.
      'vitest/valid-expect': ['error', { maxArgs: 2 }],
      'vitest/no-focused-tests': 'error',
      // Test doubles are partial on purpose, and `expect(...).resolves` is awaited by the runner.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'setTimeout',
          'clearTimeout',
          'Buffer',
          'performance',
          'globalThis',
          'AbortController',
          'AbortSignal',
          'fetch',
          'TextEncoder',
          'TextDecoder',
          'setImmediate',
          'structuredClone',
          'queueMicrotask',
          'window',
          'document',
          'location',
          'Response',
          'Request',
          'crypto',
          'FormData',
          'WebSocket',
          'XMLHttpRequest',
          'clearInterval',
          'setInterval',
          'Image',
          'PerformanceObserver',
          'Blob',
          'navigator',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
)
